//! Paths of settings, as people and machines write them:
//! `chat.hours.fr.weeklySchedules["Jeudi soir"]`.

use std::borrow::Cow;
use std::fmt;

/// One part of a path.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// A key of the file.
    Key(Cow<'static, str>),
    /// An entry of a list, by its name.
    Entry(String),
    /// An entry of a list, by its position: only in files, where an entry may lack a name.
    Index(usize),
}

/// The path of a setting below the account. Changes, findings and consent are about paths; their
/// order is that of the texts of the keys, not that of the file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct FieldPath(Vec<Segment>);

impl FieldPath {
    /// A path of keys, written with dots: `general.address`.
    pub fn of(dotted: &'static str) -> Self {
        Self(
            dotted
                .split('.')
                .map(|key| Segment::Key(key.into()))
                .collect(),
        )
    }

    pub fn root() -> Self {
        Self::default()
    }

    /// The path that is displayed as this text; `None` for a text that no path gives.
    pub fn parse(text: &str) -> Option<Self> {
        let (keys, mut entries) = match text.find('[') {
            Some(at) => text.split_at(at),
            None => (text, ""),
        };
        let mut path = Self(
            keys.split('.')
                .map(|key| Segment::Key(key.to_owned().into()))
                .collect(),
        );
        while !entries.is_empty() {
            let mut values = serde_json::Deserializer::from_str(entries.strip_prefix('[')?)
                .into_iter::<serde_json::Value>();
            let value = values.next()?.ok()?;
            let segment = match value.as_str() {
                Some(name) => Segment::Entry(name.to_owned()),
                None => Segment::Index(usize::try_from(value.as_u64()?).ok()?),
            };
            let read = 1 + values.byte_offset();
            path.0.push(segment);
            entries = entries[read..].strip_prefix(']')?;
        }
        (path.to_string() == text).then_some(path)
    }

    pub fn key(&self, key: impl Into<Cow<'static, str>>) -> Self {
        self.with(Segment::Key(key.into()))
    }

    pub fn entry(&self, name: &str) -> Self {
        self.with(Segment::Entry(name.to_owned()))
    }

    pub fn index(&self, index: usize) -> Self {
        self.with(Segment::Index(index))
    }

    pub fn segments(&self) -> &[Segment] {
        &self.0
    }

    /// The keys before the first entry of a list.
    pub fn keys(&self) -> Vec<&str> {
        let keys = self.0.iter().map_while(|segment| match segment {
            Segment::Key(key) => Some(key.as_ref()),
            Segment::Entry(_) | Segment::Index(_) => None,
        });
        keys.collect()
    }

    /// The first key: `general`, `administrator`, `delegates`, `telephony`, `chat`, …
    pub fn section(&self) -> Option<&str> {
        match self.0.first()? {
            Segment::Key(key) => Some(key),
            Segment::Entry(_) | Segment::Index(_) => None,
        }
    }

    /// The path of the enclosing setting and the last part; `None` for the root.
    pub fn split_last(&self) -> Option<(Self, &Segment)> {
        let (last, parent) = self.0.split_last()?;
        Some((Self(parent.to_vec()), last))
    }

    /// Whether the other path is this one or below it.
    pub fn holds(&self, other: &Self) -> bool {
        other.0.starts_with(&self.0)
    }

    fn with(&self, segment: Segment) -> Self {
        let mut segments = Vec::with_capacity(self.0.len() + 1);
        segments.extend_from_slice(&self.0);
        segments.push(segment);
        Self(segments)
    }
}

impl fmt::Display for FieldPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, segment) in self.0.iter().enumerate() {
            match segment {
                Segment::Key(key) if at == 0 => f.write_str(key)?,
                Segment::Key(key) => write!(f, ".{key}")?,
                Segment::Entry(name) => write!(f, "[{}]", json_string(name))?,
                Segment::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// The text as a JSON string, in which control characters and the two Unicode line separators are
/// escaped, so that a path is always one line.
fn json_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => {
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    out.push_str("\\u");
                    out.extend([12, 8, 4, 0].map(|shift| hex_digit(*unit >> shift)));
                }
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// The lowest four bits as a hexadecimal digit.
fn hex_digit(bits: u16) -> char {
    char::from_digit(u32::from(bits & 0xf), 16).expect("four bits are one hexadecimal digit")
}
