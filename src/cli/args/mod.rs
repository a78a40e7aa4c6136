//! The command line as it is typed: one file for the arguments of each command, and below them the
//! arguments and the values that several commands share. Nothing here does any work.

mod command;
mod conformance;
mod dates;
mod holidays;
mod hours;
mod looking_up;
mod output;
mod pace;
mod pipeline;
mod portal;
mod records;
mod review;
mod selection;
mod shared;
mod strictness;
mod value;
mod watch;
mod wrong;

pub(super) use command::{Cli, Command, SchemaOf};
pub(super) use conformance::{Conformance, ConformanceFormatArg};
pub(super) use hours::{HoursArgs, HoursFormat, Moment};
pub(super) use looking_up::{Explain, ExplainFormat, ManArgs};
pub(super) use output::{ListFormat, OutputArgs, OutputFormat};
pub(super) use pipeline::{
    ApplyArgs, Candidates, DriftArgs, Export, Init, PasswordArgs, PlanArgs, RehearseArgs, Show,
    StatusArgs, Validate,
};
pub(super) use portal::{
    AdminArgs, AdminCommand, AuditArgs, Backup, CandidateCommand, CandidateRoleArg, Database,
    LogFormat, OpenArgs, PagesArg, Person, PortalCommand, Serve, TokenArgs, TokenCommand,
    TokenScope,
};
pub(super) use records::HistoryArgs;
pub(super) use review::ReviewArgs;
pub(super) use selection::SelectionArgs;
pub(super) use shared::{AttemptArgs, FileLimits, Paths, PortalArgs};
pub(super) use strictness::Strictness;
pub(super) use value::language;
pub(super) use watch::{ApplyMode, Interval, WatchArgs};
pub(super) use wrong::WrongValue;
