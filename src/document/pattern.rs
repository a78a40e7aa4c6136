//! Patterns of the schema, compiled when the first text meets them.
//!
//! Compiling the expressions is most of what compiling the schema costs, and a file meets few of them.

use std::sync::OnceLock;

use jsonschema::paths::Location;
use jsonschema::{Keyword, ValidationError, Validator};
use serde_json::{Map, Value as Json, json};

/// The keyword `pattern`, with the same meaning as the validator's own.
pub(super) struct LazyPattern {
    expression: String,
    compiled: OnceLock<Validator>,
}

impl LazyPattern {
    /// For `with_keyword`. What is no text is found by the test that compiles every pattern.
    pub(super) fn keyword<'a>(
        _: &'a Map<String, Json>,
        expression: &'a Json,
        _: Location,
    ) -> Result<Box<dyn for<'i> Keyword<'i>>, ValidationError<'a>> {
        let expression = expression.as_str();
        let expression =
            expression.ok_or_else(|| ValidationError::custom("a pattern is a text"))?;
        Ok(Box::new(Self {
            expression: expression.to_owned(),
            compiled: OnceLock::new(),
        }))
    }

    fn compiled(&self) -> &Validator {
        self.compiled.get_or_init(|| {
            jsonschema::validator_for(&json!({ "pattern": self.expression }))
                .expect("a test compiles every pattern of our schemas")
        })
    }
}

impl<'i> Keyword<'i> for LazyPattern {
    fn validate(&self, instance: &'i Json) -> Result<(), ValidationError<'i>> {
        match self.is_valid(instance) {
            true => Ok(()),
            false => Err(ValidationError::custom("it does not have the form")),
        }
    }

    fn is_valid(&self, instance: &'i Json) -> bool {
        !instance.is_string() || self.compiled().is_valid(instance)
    }
}
