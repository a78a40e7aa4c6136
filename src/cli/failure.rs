//! Why a command ends early, and how that is reported.

use super::environment::Environment;
use super::exit::Exit;
use crate::report::harmless;
use crate::words::Message;

/// Why a command ends early, in words for people.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    pub(super) exit: Exit,
    pub(super) message: Message,
    pub(super) help: Option<Message>,
    /// The next account would meet the same.
    pub(super) ends_the_run: bool,
}

impl Failure {
    pub(super) fn new(exit: Exit, message: Message) -> Self {
        Self {
            exit,
            message,
            help: None,
            ends_the_run: exit == Exit::Interrupted,
        }
    }

    pub(super) fn help(mut self, help: Message) -> Self {
        self.help = Some(help);
        self
    }

    pub(super) fn tell(&self, environment: &Environment) -> Exit {
        self.tell_as(&environment.words.say(&self.message), environment)
    }

    /// Of one account among others.
    pub(super) fn tell_of(&self, account: &str, environment: &Environment) -> Exit {
        let text = environment.words.say(&self.message);
        self.tell_as(&format!("{account}: {text}"), environment)
    }

    fn tell_as(&self, text: &str, environment: &Environment) -> Exit {
        let words = &environment.words;
        let text = harmless(text);
        environment.tell(&format!("{}: {text}", words.text("severity-error")));
        if let Some(help) = &self.help {
            let help = harmless(&words.say(help));
            environment.tell(&format!("{}: {help}", words.text("severity-help")));
        }
        self.exit
    }
}
