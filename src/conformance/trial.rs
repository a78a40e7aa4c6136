//! One check at work: its variables, its steps, and what it saw.

use std::collections::BTreeMap;

use super::answer::{Answer, Ask, Mismatch, Probe};
use super::restore::Baseline;
use super::step::{Step, met};
use super::{Check, Holder};

/// Variables of a check are `$word` in a step: ids and names that nobody else has, and tags.
pub(super) struct Trial<'a> {
    pub(super) probe: &'a Probe,
    pub(super) before: &'a Baseline,
    variables: BTreeMap<String, String>,
}

impl<'a> Trial<'a> {
    pub(super) fn new(probe: &'a Probe, before: &'a Baseline) -> Result<Self, Mismatch> {
        let mut variables = before.variables();
        for name in ["one", "two", "three", "four", "five"] {
            variables.insert(name.to_owned(), random()?);
        }
        let name = format!("conformance {}", random()?.split_at(8).0);
        let shout = name.to_uppercase().replace(' ', "   ");
        variables.insert("shout".to_owned(), format!("  {shout}  "));
        variables.insert("name".to_owned(), name);
        Ok(Self {
            probe,
            before,
            variables,
        })
    }

    pub(super) async fn run(&mut self, check: &Check) -> Result<(), Mismatch> {
        for line in check.steps {
            self.step(line).await?;
        }
        match check.more {
            Some(more) => more(self).await,
            None => Ok(()),
        }
    }

    /// Asks and compares with each expectation.
    pub(super) async fn step(&mut self, line: &str) -> Result<Answer, Mismatch> {
        let unread = || Mismatch::new(line, "a step that can be read", "another line");
        let step = Step::parse(line).ok_or_else(unread)?;
        let ask = self.request(&step).await?;
        let answer = self.probe.ask(&ask).await?;
        let asked = self.filled(line.split(" => ").next().unwrap_or_default());
        for expectation in &step.expectations {
            self.expect(&asked, &self.filled(expectation), &answer)?;
        }
        Ok(answer)
    }

    async fn request(&self, step: &Step<'_>) -> Result<Ask, Mismatch> {
        let mut ask = Ask::new(step.holder, step.method, &self.filled(step.path));
        for (name, value) in &step.headers {
            let value = match *value {
                "now" => self.tag(&ask.path).await?,
                value => self.filled(value),
            };
            ask = ask.with(name, &value);
        }
        ask.body = step.body.map(|body| self.filled(body));
        Ok(ask)
    }

    /// The tag that a resource has now.
    async fn tag(&self, path: &str) -> Result<String, Mismatch> {
        let answer = self.probe.ask(&Ask::read(Holder::Primary, path)).await?;
        Ok(answer.etag().to_owned())
    }

    fn expect(&mut self, asked: &str, expectation: &str, answer: &Answer) -> Result<(), Mismatch> {
        let tag = answer.etag();
        let saved = |name: &str| self.variables.get(name).map(String::as_str);
        let instead = match expectation.split_once(':') {
            Some(("save", name)) => {
                self.variables.insert(name.to_owned(), tag.to_owned());
                tag.is_empty().then(|| "no ETag".to_owned())
            }
            Some(("new", name)) => {
                let known = tag.is_empty() || saved(name) == Some(tag);
                known.then(|| format!("ETag {tag}"))
            }
            Some(("same", name)) => (saved(name) != Some(tag)).then(|| format!("ETag {tag}")),
            Some(_) | None => met(expectation, answer).err(),
        };
        match instead {
            None => Ok(()),
            Some(instead) => Err(Mismatch::new(asked, expectation, instead)),
        }
    }

    /// The text with its variables filled in.
    pub(super) fn filled(&self, text: &str) -> String {
        let mut parts = text.split('$');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let end = part
                .find(|c: char| !c.is_ascii_lowercase())
                .unwrap_or(part.len());
            let (name, rest) = part.split_at(end);
            match self.variables.get(name) {
                Some(value) => filled.push_str(value),
                None => filled.extend(["$", name]),
            }
            filled.push_str(rest);
        }
        filled
    }
}

/// An id as clients make them: 26 lower-case letters and digits.
pub(super) fn random() -> Result<String, Mismatch> {
    const DIGITS: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut bytes = [0; 26];
    getrandom::fill(&mut bytes).map_err(|error| Mismatch::new("", "random bytes", error))?;
    let digit = |byte: &u8| char::from(DIGITS[usize::from(*byte) % DIGITS.len()]);
    Ok(bytes.iter().map(digit).collect())
}
