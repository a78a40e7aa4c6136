//! One check at work: its variables, its steps, and what it saw.

use std::collections::BTreeMap;

use super::message::{Mismatch, ProbeRequest, ProbeResponse};
use super::probe::Probe;
use super::restore::Baseline;
use super::step::{CheckStep, met};
use super::tokens::Requester;

/// A check that is being run. Its variables are `$word` in a step: ids and names that are random, so that
/// a run that was cut off does not stand in the way of the next one, facts of the account, and tags that
/// earlier steps have saved.
pub(super) struct Trial<'a> {
    pub(super) probe: &'a Probe,
    pub(super) before: &'a Baseline,
    variables: BTreeMap<String, String>,
}

impl<'a> Trial<'a> {
    pub(super) fn new(probe: &'a Probe, before: &'a Baseline) -> Result<Self, Mismatch> {
        let mut variables = before.variables();
        // Ids that no other run has used: a deleted id stays known to the portal.
        for name in ["one", "two", "three", "four", "five"] {
            variables.insert(name.to_owned(), random()?);
        }
        let name = format!("conformance {}", random()?.split_at(8).0);
        // The portal must treat a name in capitals and with more spaces as that name.
        let shout = name.to_uppercase().replace(' ', "   ");
        variables.insert("shout".to_owned(), format!("  {shout}  "));
        variables.insert("name".to_owned(), name);
        Ok(Self {
            probe,
            before,
            variables,
        })
    }

    /// Asks and compares with each expectation.
    pub(super) async fn step(&mut self, line: &str) -> Result<ProbeResponse, Mismatch> {
        let step = CheckStep::parse(line)
            .ok_or_else(|| Mismatch::new(line, "a step that can be read", "another line"))?;
        let request = self.request(&step).await?;
        let response = self.probe.ask(&request).await?;
        let asked = line.split_once(" => ").map_or(line, |(asked, _)| asked);
        let asked = self.filled(asked);
        for expectation in &step.expectations {
            self.expect(&asked, &self.filled(expectation), &response)?;
        }
        Ok(response)
    }

    async fn request(&self, step: &CheckStep<'_>) -> Result<ProbeRequest, Mismatch> {
        let path = self.filled(step.path);
        let mut request = ProbeRequest::new(step.requester, step.method, &path);
        for (name, value) in &step.headers {
            let value = match *value {
                // The tag of the resource that is written, read just before.
                "now" => self.tag(&path).await?,
                value => self.filled(value),
            };
            request = request.with(name, &value);
        }
        request.body = step.body.map(|body| self.filled(body));
        Ok(request)
    }

    /// The tag that a resource has now.
    async fn tag(&self, path: &str) -> Result<String, Mismatch> {
        let request = ProbeRequest::read(Requester::Primary, path);
        Ok(self.probe.ask(&request).await?.etag().to_owned())
    }

    /// Compares with one expectation. Those of tags are the trial's, because they speak of an earlier
    /// step: `save:a` keeps the tag, `new:a` wants another one, `same:a` that one.
    fn expect(
        &mut self,
        asked: &str,
        expectation: &str,
        response: &ProbeResponse,
    ) -> Result<(), Mismatch> {
        let tag = response.etag();
        let instead = match expectation.split_once(':') {
            Some(("save", name)) => {
                self.variables.insert(name.to_owned(), tag.to_owned());
                tag.is_empty().then(|| "no ETag".to_owned())
            }
            Some(("new", name)) => {
                let known = tag.is_empty() || self.has_saved(name, tag);
                known.then(|| format!("ETag {tag}"))
            }
            Some(("same", name)) => (!self.has_saved(name, tag)).then(|| format!("ETag {tag}")),
            Some(_) | None => met(expectation, response).err(),
        };
        match instead {
            None => Ok(()),
            Some(instead) => Err(Mismatch::new(asked, expectation, instead)),
        }
    }

    fn has_saved(&self, name: &str, tag: &str) -> bool {
        self.variables.get(name).is_some_and(|saved| saved == tag)
    }

    /// The text with its variables filled in. A `$` before a word that is no variable stays.
    pub(super) fn filled(&self, text: &str) -> String {
        let Some((first, rest)) = text.split_once('$') else {
            return text.to_owned();
        };
        let mut filled = first.to_owned();
        for part in rest.split('$') {
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
    let digits = bytes.map(|byte| DIGITS[usize::from(byte) % DIGITS.len()]);
    Ok(digits.into_iter().map(char::from).collect())
}
