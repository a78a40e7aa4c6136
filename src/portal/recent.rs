//! Answers to readers that come again, for as long as nobody writes: SQLite counts what other
//! connections and other processes commit, so that nothing is told once it has changed.

use std::collections::HashMap;

use super::answer::{Answer, names};

/// Bytes that one connection keeps, about.
const MOST: usize = 4 << 20;
/// What an answer takes beside its body, about.
const AROUND: usize = 256;

/// The answers of one connection, all of one state of the database.
#[derive(Debug, Default)]
pub(super) struct Recent {
    /// SQLite's count of that state.
    version: i64,
    answers: HashMap<Question, Answer>,
    bytes: usize,
}

/// Who asks for what. Only a hash of it is kept, because a token is part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Question([u8; 32]);

impl Question {
    /// A read with a token, whose answer follows from the database alone.
    pub(super) fn of(bearer: &str, path: &str, query: &str) -> Self {
        Self(super::digest(&[bearer, path, query]))
    }
}

impl Recent {
    /// The answer to a question, or that nothing has changed for who has it already.
    /// `tags` are those of `If-None-Match`.
    pub(super) fn answer(
        &self,
        version: i64,
        question: Question,
        tags: Option<&str>,
    ) -> Option<Answer> {
        if version != self.version {
            return None;
        }
        let answer = self.answers.get(&question)?;
        match &answer.etag {
            Some(etag) if names(tags, etag) => Some(Answer::unchanged(etag.clone())),
            Some(_) | None if answer.status == 200 => Some(answer.clone()),
            Some(_) | None => None,
        }
    }

    /// Keeps an answer that was read when SQLite's count was not yet past `version`.
    pub(super) fn keep(&mut self, version: i64, question: Question, answer: &Answer) {
        let bytes = AROUND + answer.body.as_ref().map_or(0, |body| body.len());
        if version != self.version || self.bytes + bytes > MOST {
            *self = Self {
                version,
                ..Self::default()
            };
        }
        let known = self.answers.get(&question);
        // That something is unchanged says less than what it is.
        if bytes <= MOST && known.is_none_or(|known| known.status != 200) {
            self.bytes += bytes;
            self.answers.insert(question, answer.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(status: u16, body: &str) -> Answer {
        Answer {
            status,
            body: (!body.is_empty()).then(|| body.to_owned().into()),
            etag: Some("\"1\"".to_owned()),
            ..Answer::default()
        }
    }

    #[test]
    fn an_answer_is_for_its_question_its_state_and_its_tag() {
        let mut recent = Recent::default();
        let question = |bearer, path| Question::of(bearer, path, "");
        recent.keep(7, question("a", "/x"), &answer(200, "{}"));
        recent.keep(7, question("a", "/x"), &answer(304, ""));
        recent.keep(7, question("a", "/y"), &answer(304, ""));
        let rows = [
            (7, "a", "/x", None, Some(200)),
            (7, "a", "/x", Some("\"0\""), Some(200)),
            (7, "a", "/x", Some("\"1\""), Some(304)),
            (7, "a", "/x", Some("\"0\", W/\"1\""), Some(304)),
            (7, "a", "/y", Some("\"1\""), Some(304)),
            (7, "a", "/y", None, None),
            (7, "a", "/z", None, None),
            (7, "b", "/x", None, None),
            (7, "", "a/x", None, None),
            (8, "a", "/x", None, None),
            (6, "a", "/x", None, None),
        ];
        for (version, bearer, path, tag, expected) in rows {
            let found = recent.answer(version, question(bearer, path), tag);
            let status = found.map(|answer| answer.status);
            assert_eq!(status, expected, "{version} {bearer} {path} {tag:?}");
        }
        recent.keep(8, question("a", "/z"), &answer(200, "{}"));
        assert_eq!(recent.answer(8, question("a", "/x"), None), None);
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let mut recent = Recent::default();
        for at in 0..100 {
            let question = Question::of("a", &format!("/{at}"), "");
            recent.keep(1, question, &answer(200, &"x".repeat(MOST / 10)));
            let held = recent.answers.values();
            let bytes: usize = held
                .filter_map(|answer| Some(answer.body.as_ref()?.len()))
                .sum();
            assert!(bytes <= MOST, "{bytes}");
            assert!(!recent.answers.is_empty());
        }
        let question = Question::of("a", "/large", "");
        recent.keep(1, question, &answer(200, &"x".repeat(MOST + 1)));
        assert!(recent.answers.is_empty());
    }
}
