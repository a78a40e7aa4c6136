//! Help of commands and options: in English as it stands with the arguments, in French from the
//! catalogue.

use std::ffi::OsString;
use std::io::Write as _;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory};

use super::args::Wrong;
use super::args::{Cli, language};
use super::environment;
use crate::model::Language;
use crate::report::harmless;
use crate::words::{French, Words};

/// What clap says of its own, and is said here in its place.
#[cfg(test)]
pub(super) const OURS: [&str; 18] = [
    "Commands",
    "Print help",
    "Print version",
    "Values",
    "possible values",
    "default",
    "env",
    "no such command",
    "no such option",
    "wrong value",
    "missing",
    "missing command",
    "not together",
    "too many or too few values",
    "did you mean",
    "one of",
    "usage",
    "more with --help",
];

/// The command line in a language.
pub(super) fn command(language: Language) -> Command {
    match language {
        Language::En => Cli::command(),
        Language::Fr => in_french(Cli::command(), &French::help()),
    }
}

/// Tells what clap has to say, in the language of the run, which clap has not found out then. A
/// reader that has gone away is no error.
pub(super) fn tell(error: &clap::Error, typed: &[OsString]) {
    if asked_for(typed) == Language::En {
        return drop(error.print());
    }
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    match (is_help, reason(error)) {
        (true, _) => drop(help_again(typed).as_ref().unwrap_or(error).print()),
        (false, Some(reason)) => drop(std::io::stderr().write_all(reason.as_bytes())),
        (false, None) => drop(error.print()),
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

/// What is wrong with a command line, in French; none where clap has another way to say it.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the kinds belong to clap, and these are told in French"
)]
fn reason(error: &clap::Error) -> Option<String> {
    let (french, words) = (French::help(), Words::of(Language::Fr));
    let get = |kind| error.get(kind).map(shown).filter(|text| !text.is_empty());
    let what = match error.kind() {
        ErrorKind::InvalidSubcommand => "no such command",
        ErrorKind::UnknownArgument => "no such option",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "wrong value",
        ErrorKind::MissingRequiredArgument => "missing",
        ErrorKind::MissingSubcommand => "missing command",
        ErrorKind::ArgumentConflict => "not together",
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            "too many or too few values"
        }
        _ => return None,
    };
    let about = [
        ContextKind::InvalidSubcommand,
        ContextKind::InvalidArg,
        ContextKind::PriorArg,
        ContextKind::InvalidValue,
    ];
    let about: Vec<_> = about.into_iter().filter_map(get).collect();
    let mut first = format!("{}: {}", words.text("severity-error"), french.say(what));
    if !about.is_empty() {
        first = format!("{first} : {}", about.join(" ; "));
    }
    let mut lines = vec![first];
    let source = std::error::Error::source(error);
    lines.extend(source.map(|source| match source.downcast_ref::<Wrong>() {
        Some(wrong) => words.say(&wrong.0),
        // What a library says of a number or a duration.
        None => source.to_string(),
    }));
    let more = [
        ("did you mean", ContextKind::SuggestedSubcommand),
        ("did you mean", ContextKind::SuggestedArg),
        ("did you mean", ContextKind::SuggestedValue),
        ("one of", ContextKind::ValidValue),
        ("one of", ContextKind::ValidSubcommand),
    ];
    let more = more
        .into_iter()
        .filter_map(|(label, kind)| Some(format!("  {} : {}", french.say(label), get(kind)?)));
    lines.extend(more);
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.trim_start_matches("Usage:").trim().to_owned();
        lines.push(format!("\n{} : {usage}", french.say("usage")));
    }
    lines.push(format!("\n{}\n", french.say("more with --help")));
    Some(lines.join("\n"))
}

/// What was typed may hold anything.
fn shown(value: &ContextValue) -> String {
    if let ContextValue::String(text) = value {
        harmless(text)
    } else if let ContextValue::Strings(texts) = value {
        harmless(&texts.join(", "))
    } else {
        String::new()
    }
}

/// The language of a command line that was not understood to its end.
fn asked_for(typed: &[OsString]) -> Language {
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

fn in_french(mut command: Command, french: &French) -> Command {
    let text = |english: Option<&StyledStr>| Some(french.say(&english?.to_string()));
    if let Some(about) = text(command.get_about()) {
        command = command.about(about);
    }
    if let Some(about) = text(command.get_long_about()) {
        command = command.long_about(about);
    }
    let with_version = command.get_version().is_some();
    let names: Vec<_> = command
        .get_subcommands()
        .map(|below| below.get_name().to_owned())
        .collect();
    for name in names {
        command = command.mut_subcommand(name, |below| in_french(below, french));
    }
    command = command
        .mut_args(|arg| argument(arg, french))
        .subcommand_help_heading(french.say("Commands"))
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .arg(flag("help", 'h', ArgAction::Help).help(french.say("Print help")));
    if with_version {
        let version = flag("version", 'V', ArgAction::Version);
        command = command
            .disable_version_flag(true)
            .arg(version.help(french.say("Print version")));
    }
    command
}

fn flag(name: &'static str, short: char, action: ArgAction) -> Arg {
    Arg::new(name).short(short).long(name).action(action)
}

/// What clap would add in English stands in the text itself.
fn argument(arg: Arg, french: &French) -> Arg {
    let values: Vec<_> = arg
        .get_possible_values()
        .into_iter()
        .filter(|value| !value.is_hide_set())
        .collect();
    let explained = values.iter().any(|value| value.get_help().is_some());
    let listed = values.iter().map(|value| match value.get_help() {
        Some(help) => format!(
            "\n- {} : {}",
            value.get_name(),
            french.say(&help.to_string())
        ),
        None => format!("\n- {}", value.get_name()),
    });
    let listed: String = listed.collect();
    let names: Vec<_> = values.iter().map(|value| value.get_name()).collect();
    let takes_values = arg.get_action().takes_values();
    let defaults = arg.get_default_values().iter();
    let defaults: Vec<_> = defaults.map(|value| value.to_string_lossy()).collect();
    let variable = arg
        .get_env()
        .map(|name| name.to_string_lossy().into_owned());
    let told = |english: &StyledStr, list: bool| {
        let is_list = list && explained && takes_values;
        let label = |label: &str, value: String| match value.is_empty() {
            true => String::new(),
            false => format!(" [{} : {value}]", french.say(label)),
        };
        let when = |told: bool, text: String| if told { text } else { String::new() };
        let variable = variable.clone().unwrap_or_default();
        [
            french.say(&english.to_string()),
            label("env", variable),
            label("default", when(takes_values, defaults.join(", "))),
            label(
                "possible values",
                when(takes_values && !is_list, names.join(", ")),
            ),
            when(is_list, format!("\n\n{} :{listed}", french.say("Values"))),
        ]
        .concat()
    };
    let help = arg.get_help().map(|help| told(help, false));
    let long = arg
        .get_long_help()
        .or(arg.get_help())
        .map(|help| told(help, true));
    let mut arg = arg
        .hide_default_value(takes_values)
        .hide_env(true)
        .hide_possible_values(takes_values);
    if let Some(help) = help {
        arg = arg.help(help);
    }
    match long {
        Some(long) if explained || arg.get_long_help().is_some() => arg.long_help(long),
        Some(_) | None => arg,
    }
}
