//! Help of commands and options: in English as it stands with the arguments, in French from
//! `words/fr/help.ftl`.
//!
//! clap adds words of its own to a help text ("default", "possible values") and has no
//! translations. In French, they are therefore written into the text itself, and clap's own are
//! switched off.

use std::ffi::OsString;
use std::io::Write as _;

use clap::builder::{PossibleValue, StyledStr};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::WrongValue;
use super::args::{Cli, language};
use super::environment;
use super::examples::{path_below, with_examples};
use super::help_id::HelpId;
use crate::model::Language;
use crate::report::harmless;
use crate::words::{FrenchHelp, Words};

/// Texts that clap would add in English: the entry of their French, and what clap says.
#[cfg(test)]
pub(super) const TEXTS_OF_CLAP: [(&str, &str); 19] = [
    ("clap-commands", "Commands"),
    ("clap-examples", "Examples"),
    ("clap-print-help", "Print help"),
    ("clap-print-version", "Print version"),
    ("clap-values", "Values"),
    ("clap-possible-values", "possible values"),
    ("clap-default", "default"),
    ("clap-env", "env"),
    ("clap-no-such-command", "unrecognized subcommand"),
    ("clap-no-such-option", "unexpected argument"),
    ("clap-wrong-value", "invalid value"),
    ("clap-missing", "required arguments were not provided"),
    ("clap-missing-command", "requires a subcommand"),
    ("clap-not-together", "cannot be used with"),
    ("clap-number-of-values", "wrong number of values"),
    ("clap-did-you-mean", "a similar value exists"),
    ("clap-one-of", "possible values of an error"),
    ("clap-usage", "Usage"),
    ("clap-more", "For more information, try '--help'."),
];

/// The command line in a language.
pub(super) fn command(language: Language) -> Command {
    match language {
        Language::En => with_examples(Cli::command(), "", "Examples:"),
        Language::Fr => {
            let french = FrenchTexts(FrenchHelp::new());
            let head = format!("{}\u{a0}:", french.of_clap("clap-examples"));
            with_examples(french.command(Cli::command(), ""), "", &head)
        }
    }
}

/// Prints what clap reports, help or an error, in the language of the run. clap has not parsed that
/// language at this point. A reader that has gone away is no error.
pub(super) fn print(error: &clap::Error, typed: &[OsString]) -> std::io::Result<()> {
    print_text(error, typed)?;
    // What is left in the buffer of standard output is otherwise lost in silence when the process ends.
    std::io::stdout().flush()
}

fn print_text(error: &clap::Error, typed: &[OsString]) -> std::io::Result<()> {
    if language_of(typed) == Language::En {
        return error.print();
    }
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    match (is_help, FrenchTexts(FrenchHelp::new()).error(error)) {
        (true, _) => help_again(typed).as_ref().unwrap_or(error).print(),
        (false, Some(text)) => std::io::stderr().write_all(text.as_bytes()),
        (false, None) => error.print(),
    }
}

/// `consigne help plan` is `consigne plan --help`.
fn help_again(typed: &[OsString]) -> Option<clap::Error> {
    let is_long = !typed.iter().any(|word| word == "-h");
    let flag = if is_long { "--help" } else { "-h" };
    let words = typed
        .iter()
        .filter(|word| *word != "help" && *word != "-h" && *word != "--help");
    let words = words.cloned().chain([flag.into()]);
    command(Language::Fr).try_get_matches_from(words).err()
}

/// The language of a command line that clap could not parse. Its error is still printed in that
/// language, so `--lang` is looked for by hand, then `CONSIGNE_LANG`, then the language of the system.
fn language_of(typed: &[OsString]) -> Language {
    let words = typed.iter().map(|word| word.to_string_lossy());
    let mut words = words.skip_while(|word| word != "--lang" && !word.starts_with("--lang="));
    let option = words.next().and_then(|word| match word.split_once('=') {
        Some((_, value)) => Some(value.to_owned()),
        None => words.next().map(|value| value.into_owned()),
    });
    let chosen = option.or_else(|| environment::variable("CONSIGNE_LANG"));
    let chosen = chosen.and_then(|text| language(text.split(',').next()?).ok());
    chosen.unwrap_or_else(environment::language)
}

/// The parts of an error that quote the command line.
const NAMED: [ContextKind; 4] = [
    ContextKind::InvalidSubcommand,
    ContextKind::InvalidArg,
    ContextKind::PriorArg,
    ContextKind::InvalidValue,
];

/// Suggestions of clap that are printed below an error, each with the entry of its label.
const ADVICE: [(&str, ContextKind); 5] = [
    ("clap-did-you-mean", ContextKind::SuggestedSubcommand),
    ("clap-did-you-mean", ContextKind::SuggestedArg),
    ("clap-did-you-mean", ContextKind::SuggestedValue),
    ("clap-one-of", ContextKind::ValidValue),
    ("clap-one-of", ContextKind::ValidSubcommand),
];

/// Writes errors and help of clap in French.
struct FrenchTexts(FrenchHelp);

impl FrenchTexts {
    /// A text of clap's own. A missing entry shows its id; a test finds it first.
    fn of_clap(&self, id: &str) -> String {
        self.0.get(id).unwrap_or_else(|| id.to_owned())
    }

    /// A text of ours, or the English that clap has when it is not translated; a test finds that.
    fn text(&self, id: &HelpId, english: &StyledStr) -> String {
        id.french(&self.0).unwrap_or_else(|| english.to_string())
    }

    /// `label : value`, with the space that French has before a colon.
    fn labelled(&self, label: &str, value: &str) -> String {
        format!("{}\u{a0}: {value}", self.of_clap(label))
    }

    /// An error of clap in French, or none if its kind has no translation: clap then prints its own.
    fn error(&self, error: &clap::Error) -> Option<String> {
        let words = Words::of(Language::Fr);
        let summary = self.of_clap(summary(error.kind())?);
        let named: Vec<_> = NAMED
            .iter()
            .filter_map(|kind| {
                let named = context(error, *kind)?;
                // What was typed stays as it is.
                let is_ours = matches!(kind, ContextKind::InvalidArg | ContextKind::PriorArg);
                Some(if is_ours {
                    self.placeholders(&named)
                } else {
                    named
                })
            })
            .collect();
        let summary = words.labelled(&words.text("severity-error"), &summary);
        let mut lines = vec![match &named[..] {
            [] => summary,
            named => format!("{summary}\u{a0}: {}", named.join("; ")),
        }];
        if let Some(source) = std::error::Error::source(error) {
            lines.push(match source.downcast_ref::<WrongValue>() {
                Some(wrong) => words.say(&wrong.0),
                // Parse errors for numbers and durations come from libraries, in English.
                None => source.to_string(),
            });
        }
        for (label, kind) in ADVICE {
            if let Some(value) = context(error, kind) {
                lines.push(format!("  {}", self.labelled(label, &value)));
            }
        }
        if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
            let usage = usage.to_string();
            let usage = self.placeholders(usage.trim_start_matches("Usage:").trim());
            lines.push(format!("\n{}", self.labelled("clap-usage", &usage)));
        }
        lines.push(format!("\n{}\n", self.of_clap("clap-more")));
        Some(lines.join("\n"))
    }

    /// A text with the names of values, such as `<FILE>`, in French.
    fn placeholders(&self, english: &str) -> String {
        let mut french = String::new();
        let mut rest = english;
        while let Some((before, name, after)) = placeholder_in(rest) {
            french.push_str(before);
            french.extend(["<", &self.placeholder(name), ">"]);
            rest = after;
        }
        french + rest
    }

    fn placeholder(&self, name: &str) -> String {
        let french = HelpId::of_placeholder(name).and_then(|id| id.french(&self.0));
        french.unwrap_or_else(|| name.to_owned())
    }

    /// A command with everything below it.
    fn command(&self, mut command: Command, path: &str) -> Command {
        let id = HelpId::of_command(path);
        if let Some(about) = command.get_about().map(|about| self.text(&id, about)) {
            command = command.about(about);
        }
        if let Some(about) = command.get_long_about().map(|about| self.text(&id, about)) {
            command = command.long_about(about);
        }
        let with_version = command.get_version().is_some();
        let names: Vec<_> = command
            .get_subcommands()
            .map(|below| below.get_name().to_owned())
            .collect();
        for name in names {
            let below_path = path_below(path, &name);
            command = command.mut_subcommand(name, |below| self.command(below, &below_path));
        }
        command = command
            .mut_args(|arg| self.argument(arg, path))
            .subcommand_value_name(self.placeholder("COMMAND"))
            .subcommand_help_heading(self.of_clap("clap-commands"))
            .disable_help_flag(true)
            .disable_help_subcommand(true)
            .arg(flag("help", 'h', ArgAction::Help).help(self.of_clap("clap-print-help")));
        if with_version {
            let version = flag("version", 'V', ArgAction::Version);
            command = command
                .disable_version_flag(true)
                .arg(version.help(self.of_clap("clap-print-version")));
        }
        command
    }

    /// An argument whose help names its variable, default and values in French, as clap would in English.
    /// clap hides its own list of them, or else both would be shown.
    fn argument(&self, arg: Arg, path: &str) -> Arg {
        let takes_values = arg.get_action().takes_values();
        let is_listed = takes_values && values(&arg).iter().any(|value| value.get_help().is_some());
        let short = arg
            .get_help()
            .map(|help| self.help(&arg, help, path, ValueLayout::Inline));
        let layout = if is_listed {
            ValueLayout::Listed
        } else {
            ValueLayout::Inline
        };
        let long = arg
            .get_long_help()
            .or(arg.get_help())
            .filter(|_| is_listed || arg.get_long_help().is_some())
            .map(|help| self.help(&arg, help, path, layout));
        let heading = arg.get_help_heading().map(str::to_owned);
        let heading = heading.map(|heading| {
            let french = HelpId::of_heading(&heading).french(&self.0);
            french.unwrap_or(heading)
        });
        let names = arg.get_value_names().filter(|_| takes_values);
        let names = names.unwrap_or_default().iter();
        let names: Vec<_> = names.map(|name| self.placeholder(name)).collect();
        let mut arg = match names.is_empty() {
            true => arg,
            false => arg.value_names(names),
        };
        arg = arg
            .hide_default_value(takes_values)
            .hide_env(true)
            .hide_possible_values(takes_values);
        if let Some(heading) = heading {
            arg = arg.help_heading(heading);
        }
        if let Some(short) = short {
            arg = arg.help(short);
        }
        match long {
            Some(long) => arg.long_help(long),
            None => arg,
        }
    }

    fn help(&self, arg: &Arg, english: &StyledStr, path: &str, layout: ValueLayout) -> String {
        let id = HelpId::of_argument(path, arg.get_id().as_str());
        let mut text = self.text(&id, english);
        if let Some(variable) = arg.get_env() {
            text += &self.bracketed("clap-env", &variable.to_string_lossy());
        }
        if !arg.get_action().takes_values() {
            return text;
        }
        let defaults = arg.get_default_values().iter();
        let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
        text += &self.bracketed("clap-default", &defaults.join(", "));
        match layout {
            ValueLayout::Inline => {
                let values = values(arg);
                let names: Vec<_> = values.iter().map(PossibleValue::get_name).collect();
                text += &self.bracketed("clap-possible-values", &names.join(", "));
            }
            ValueLayout::Listed => text += &self.list(arg, path),
        }
        text
    }

    /// ` [label : value]`, and nothing for a value that is empty.
    fn bracketed(&self, label: &str, value: &str) -> String {
        if value.is_empty() {
            String::new()
        } else {
            format!(" [{}]", self.labelled(label, value))
        }
    }

    /// The values of an argument, one below the other, with their help.
    fn list(&self, arg: &Arg, path: &str) -> String {
        let mut lines = vec![format!("\n\n{}\u{a0}:", self.of_clap("clap-values"))];
        for value in values(arg) {
            let name = value.get_name();
            lines.push(match value.get_help() {
                Some(help) => {
                    let id = HelpId::of_value(path, arg.get_id().as_str(), name);
                    format!("- {name}\u{a0}: {}", self.text(&id, help))
                }
                None => format!("- {name}"),
            });
        }
        lines.join("\n")
    }
}

/// The first name between angle brackets, with what stands before and after them.
fn placeholder_in(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('<')?;
    let (name, after) = rest.split_once('>')?;
    Some((before, name, after))
}

/// How the values of an argument are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ValueLayout {
    Inline,
    Listed,
}

/// The values that an argument shows.
fn values(arg: &Arg) -> Vec<PossibleValue> {
    let mut values = arg.get_possible_values();
    values.retain(|value| !value.is_hide_set());
    values
}

fn flag(name: &'static str, short: char, action: ArgAction) -> Arg {
    Arg::new(name).short(short).long(name).action(action)
}

/// The catalogue's entry for the first line of an error. A kind without one is printed as clap writes
/// it, in English.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds belong to clap, and these have a French text"
)]
fn summary(kind: ErrorKind) -> Option<&'static str> {
    match kind {
        ErrorKind::InvalidSubcommand => Some("clap-no-such-command"),
        ErrorKind::UnknownArgument => Some("clap-no-such-option"),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => Some("clap-wrong-value"),
        ErrorKind::MissingRequiredArgument => Some("clap-missing"),
        ErrorKind::MissingSubcommand => Some("clap-missing-command"),
        ErrorKind::ArgumentConflict => Some("clap-not-together"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            Some("clap-number-of-values")
        }
        _ => None,
    }
}

/// A part of an error as text, if the error has it. It may hold anything that was typed, or pasted, so
/// control characters are made visible.
fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    let value = error.get(kind)?;
    let text = if let ContextValue::String(text) = value {
        harmless(text)
    } else if let ContextValue::Strings(texts) = value {
        harmless(&texts.join(", "))
    } else {
        return None;
    };
    (!text.is_empty()).then_some(text)
}
