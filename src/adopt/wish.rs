//! What each place of a file should say: a tree that begins as a copy of the file's and is then changed.

use crate::diagnostic::Span;
use crate::document::{Member, Node, Value};

/// A value that the file should have.
#[derive(Debug, Clone)]
pub(super) struct Wish {
    /// The value of the file that it was; entries of lists are known by it.
    pub(super) from: Option<Span>,
    pub(super) value: Wished,
}

#[derive(Debug, Clone)]
pub(super) enum Wished {
    /// A scalar that is not text: a switch, a number.
    Word(String),
    Text(String),
    List(Vec<Wish>),
    Map(Vec<(String, Wish)>),
}

impl Wish {
    pub(super) fn of(node: &Node) -> Self {
        let value = match &node.value {
            Value::Null => Wished::Word("null".to_owned()),
            Value::Bool(on) => Wished::Word(on.to_string()),
            Value::Number(number) => Wished::Word(number.clone()),
            Value::Text(text) => Wished::Text(text.clone()),
            Value::List(nodes) => Wished::List(nodes.iter().map(Self::of).collect()),
            Value::Map(members) => Wished::Map(members.iter().map(of_member).collect()),
        };
        Self {
            from: Some(node.span),
            value,
        }
    }

    pub(super) fn text(text: &str) -> Self {
        Self::new(Wished::Text(text.to_owned()))
    }

    pub(super) fn switch(on: bool) -> Self {
        Self::new(Wished::Word(on.to_string()))
    }

    pub(super) fn map() -> Self {
        Self::new(Wished::Map(Vec::new()))
    }

    pub(super) fn list(entries: Vec<Self>) -> Self {
        Self::new(Wished::List(entries))
    }

    fn new(value: Wished) -> Self {
        Self { from: None, value }
    }

    pub(super) fn get(&self, key: &str) -> Option<&Self> {
        match &self.value {
            Wished::Map(members) => members
                .iter()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            Wished::Word(_) | Wished::Text(_) | Wished::List(_) => None,
        }
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        match &mut self.value {
            Wished::Map(members) => members
                .iter_mut()
                .find(|(name, _)| name == key)
                .map(|(_, value)| value),
            Wished::Word(_) | Wished::Text(_) | Wished::List(_) => None,
        }
    }

    /// The value below several keys.
    pub(super) fn at(&self, keys: &[&str]) -> Option<&Self> {
        keys.iter().try_fold(self, |wish, key| wish.get(key))
    }

    pub(super) fn at_mut(&mut self, keys: &[&str]) -> Option<&mut Self> {
        keys.iter().try_fold(self, |wish, key| wish.get_mut(key))
    }

    /// The mapping at these keys, which is made where there is none.
    pub(super) fn below(&mut self, keys: &[&str]) -> &mut Self {
        let Some((first, rest)) = keys.split_first() else {
            return self;
        };
        if self.get(first).is_none() {
            self.set(first, Self::map());
        }
        self.get_mut(first)
            .expect("it was made when it was not there")
            .below(rest)
    }

    /// Gives a key another value. Its place among the others stays, and a new one comes last.
    pub(super) fn set(&mut self, key: &str, wish: Self) {
        if let Some(value) = self.get_mut(key) {
            value.value = wish.value;
        } else if let Wished::Map(members) = &mut self.value {
            members.push((key.to_owned(), wish));
        }
    }

    pub(super) fn remove(&mut self, key: &str) {
        if let Wished::Map(members) = &mut self.value {
            members.retain(|(name, _)| name != key);
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    pub(super) fn as_text(&self) -> Option<&str> {
        match &self.value {
            Wished::Text(text) => Some(text),
            Wished::Word(_) | Wished::List(_) | Wished::Map(_) => None,
        }
    }

    pub(super) fn entries(&self) -> &[Self] {
        match &self.value {
            Wished::List(entries) => entries,
            Wished::Word(_) | Wished::Text(_) | Wished::Map(_) => &[],
        }
    }

    /// Takes the entries of a list out, to put others in their place.
    pub(super) fn take_entries(&mut self) -> Vec<Self> {
        match &mut self.value {
            Wished::List(entries) => std::mem::take(entries),
            Wished::Word(_) | Wished::Text(_) | Wished::Map(_) => Vec::new(),
        }
    }

    pub(super) fn put_entries(&mut self, entries: Vec<Self>) {
        self.value = Wished::List(entries);
    }

    pub(super) fn push(&mut self, entry: Self) {
        if let Wished::List(entries) = &mut self.value {
            entries.push(entry);
        }
    }

    /// Whether both say the same, wherever they come from.
    pub(super) fn says(&self, other: &Self) -> bool {
        match (&self.value, &other.value) {
            (Wished::Word(one), Wished::Word(two)) | (Wished::Text(one), Wished::Text(two)) => {
                one == two
            }
            (Wished::List(one), Wished::List(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.says(two))
            }
            (Wished::Map(one), Wished::Map(two)) => {
                one.len() == two.len()
                    && one
                        .iter()
                        .zip(two)
                        .all(|((key, one), (other, two))| key == other && one.says(two))
            }
            (Wished::Word(_) | Wished::Text(_) | Wished::List(_) | Wished::Map(_), _) => false,
        }
    }

    /// Whether it holds no further list or mapping, so that it fits on a line.
    pub(super) fn is_small(&self) -> bool {
        match &self.value {
            Wished::Word(_) | Wished::Text(_) => true,
            Wished::List(entries) => entries.iter().all(Self::is_scalar),
            Wished::Map(members) => members.iter().all(|(_, value)| match &value.value {
                Wished::Map(below) => below.iter().all(|(_, value)| value.is_flat()),
                Wished::Word(_) | Wished::Text(_) | Wished::List(_) => value.is_flat(),
            }),
        }
    }

    fn is_flat(&self) -> bool {
        match &self.value {
            Wished::List(entries) => entries.iter().all(Self::is_scalar),
            Wished::Word(_) | Wished::Text(_) => true,
            Wished::Map(_) => false,
        }
    }

    pub(super) fn is_scalar(&self) -> bool {
        matches!(&self.value, Wished::Word(_) | Wished::Text(_))
    }
}

fn of_member(member: &Member) -> (String, Wish) {
    (member.key.clone(), Wish::of(&member.value))
}
