//! `consigne` keeps a reseller account of the Evatel web portal as a YAML file in Git.
//!
//! So far the crate holds the model alone: the settings of an account, with canonical forms.

mod words;

mod model;

mod diagnostic;

mod contract;

mod client;

mod document;

#[cfg(test)]
mod fixture;

mod desired;

mod diff;

mod plan;

mod apply;

mod report;

mod portal;

#[cfg(test)]
mod tests {
    use crate::model::{Phone, Time, name_key};

    #[test]
    fn names_that_differ_by_case_and_space_are_one() {
        assert_eq!(name_key("Jeudi soir"), name_key(" jeudi  SOIR "));
        assert_ne!(name_key("Jeudi soir"), name_key("Jeudi midi"));
    }

    #[test]
    fn canonical_forms() {
        assert_eq!(Time::parse("24:00"), Some(Time::END_OF_DAY));
        assert_eq!(Time::parse("24:01"), None);
        assert_eq!(
            Phone::parse("+15145550142").unwrap().masked(),
            "••••••••0142"
        );
    }
}
