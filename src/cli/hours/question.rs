//! One question about hours, and its answers for every account, in text and in JSON.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, SecondsFormat, Utc};

use super::super::environment::Environment;
use crate::availability::{Period, Reading, day_begins, read};
use crate::calendar::answer::{self, AnswersView, Detail};
use crate::calendar::stretch::{self, StretchView};
use crate::calendar::week::{self, Timetable, WeekView};
use crate::calendar::{AccountHours, HoursRenderer, grid, html, ics, json, osm, schema_org};
use crate::cli::args::{HoursArgs, HoursFormat, Moment};
use crate::cli::exit::Exit;
use crate::cli::failure::Failure;
use crate::model::Language;
use crate::words::Message;

/// The question of a run, which every account answers: its week, its state at instants, or its open
/// intervals between two dates.
pub(super) enum HoursQuestion {
    Week,
    At(Vec<Moment>, Detail),
    Between(NaiveDate, NaiveDate),
}

impl HoursQuestion {
    pub(super) fn of(args: &HoursArgs) -> Result<Self, Failure> {
        let detail = if args.explain {
            Detail::Layers
        } else {
            Detail::Decision
        };
        let figures = args.from.is_some() || !args.at.is_empty();
        if figures && args.format.for_people_or_scripts().is_none() {
            let message = Message::new("hours-only-figures").text("format", args.format.as_str());
            return Err(Failure::new(Exit::Usage, message));
        }
        match (args.from, args.to) {
            (Some(from), Some(to)) if from < to => Ok(Self::Between(from, to)),
            (Some(from), Some(to)) => {
                let message = Message::new("hours-empty-stretch");
                let message = message.text("from", from).text("to", to);
                Err(Failure::new(Exit::Usage, message))
            }
            (_, _) if args.at.is_empty() => Ok(Self::Week),
            (_, _) => Ok(Self::At(args.at.clone(), detail)),
        }
    }
}

/// The answers so far. Only the list that belongs to the question is filled: each kind of answer has a
/// JSON of its own, and a run asks one question.
pub(super) struct HoursAnswers<'a> {
    question: &'a HoursQuestion,
    /// Number of accounts. JSON is a list unless there is one account.
    asked: usize,
    weeks: u16,
    format: HoursFormat,
    renderer: HoursRenderer<'a>,
    environment: &'a Environment,
    pub(super) text: String,
    week: Vec<WeekView>,
    instants: Vec<AnswersView>,
    stretches: Vec<StretchView>,
}

impl<'a> HoursAnswers<'a> {
    pub(super) fn new(
        question: &'a HoursQuestion,
        asked: usize,
        args: &HoursArgs,
        renderer: HoursRenderer<'a>,
        environment: &'a Environment,
    ) -> Self {
        Self {
            question,
            asked,
            weeks: args.weeks,
            format: args.format,
            renderer,
            environment,
            text: String::new(),
            week: Vec::new(),
            instants: Vec::new(),
            stretches: Vec::new(),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Asks the hours of one account.
    pub(super) fn add(&mut self, subject: &AccountHours<'_>) -> Result<(), Failure> {
        let renderer = self.renderer;
        let text = match self.question {
            HoursQuestion::Week => {
                let today = self
                    .environment
                    .now
                    .with_timezone(&subject.zone)
                    .date_naive();
                let timetable = Timetable::of(subject, renderer.languages, today, self.weeks);
                self.week
                    .push(week::view(&timetable, subject, renderer.languages));
                self.written(&timetable, subject, today)?
            }
            HoursQuestion::At(moments, detail) => {
                let instants = moments.iter().map(|moment| instant(*moment, subject));
                let instants = instants.collect::<Result<Vec<_>, _>>()?;
                let view =
                    answer::view(subject, &instants, renderer.languages).map_err(Failure::from)?;
                let text = answer::text(&view, subject, *detail, renderer);
                self.instants.push(view);
                text
            }
            HoursQuestion::Between(from, to) => {
                let window = Period {
                    from: day_begins(subject.zone, *from),
                    to: day_begins(subject.zone, *to),
                };
                let view =
                    stretch::view(subject, window, renderer.languages).map_err(Failure::from)?;
                let text = stretch::text(&view, subject, renderer);
                self.stretches.push(view);
                text
            }
        };
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(&text);
        Ok(())
    }

    /// The week in the form that was asked for.
    fn written(
        &self,
        timetable: &Timetable,
        subject: &AccountHours<'_>,
        today: NaiveDate,
    ) -> Result<String, Failure> {
        let renderer = self.renderer;
        Ok(match self.format {
            HoursFormat::Text | HoursFormat::Json => grid::text(timetable, subject, renderer),
            HoursFormat::Ics => ics::text(
                subject,
                renderer.languages,
                renderer.words,
                self.environment.now,
            )
            .map_err(Failure::from)?,
            HoursFormat::Osm => {
                let values = renderer.languages.iter();
                values
                    .map(|language| self.osm(timetable, subject, *language, today))
                    .collect()
            }
            HoursFormat::SchemaOrg => {
                schema_org::text(timetable, subject, renderer.languages, today)
            }
            HoursFormat::Html => {
                for line in renderer.assumptions(subject) {
                    self.environment.print_error(&line);
                }
                html::page(timetable, subject, today, renderer)
            }
        })
    }

    /// A line for each language, without its name where one alone was asked for.
    fn osm(
        &self,
        timetable: &Timetable,
        subject: &AccountHours<'_>,
        language: Language,
        today: NaiveDate,
    ) -> String {
        let value = osm::value(timetable, subject, language, today);
        let count = value.chars().count();
        if count > osm::LONGEST {
            let message = Message::new("hours-osm-long").text("language", language);
            let message = message.number("count", count);
            self.environment.say(&message.number("limit", osm::LONGEST));
        }
        match self.renderer.languages {
            [_] => format!("{value}\n"),
            _ => format!("{language}: {value}\n"),
        }
    }

    pub(super) fn json(&self) -> String {
        match self.question {
            HoursQuestion::Week => json(&self.week, self.asked),
            HoursQuestion::At(..) => json(&self.instants, self.asked),
            HoursQuestion::Between(..) => json(&self.stretches, self.asked),
        }
    }
}

/// The instant of a question, with the offset under which it was written, or would have been. A time
/// without an offset is read on the clocks of the account; one that they show twice or never is refused
/// with the spellings that are clear.
fn instant(moment: Moment, subject: &AccountHours<'_>) -> Result<DateTime<FixedOffset>, Failure> {
    let civil = match moment {
        Moment::Instant(instant) => return Ok(instant),
        Moment::Civil(civil) => civil,
    };
    match read(subject.zone, civil) {
        Reading::Once(at) => Ok(local(at, subject)),
        Reading::Twice(first, second) => {
            let help = Message::new("hours-twice-help");
            let help = help.text("first", written(first, subject));
            let help = help.text("second", written(second, subject));
            Err(unclear("hours-twice", civil, subject).help(help))
        }
        Reading::Skipped(next) => {
            let help = Message::new("hours-skipped-help").text("next", written(next, subject));
            Err(unclear("hours-skipped", civil, subject).help(help))
        }
    }
}

fn local(at: DateTime<Utc>, subject: &AccountHours<'_>) -> DateTime<FixedOffset> {
    at.with_timezone(&subject.zone).fixed_offset()
}

fn written(at: DateTime<Utc>, subject: &AccountHours<'_>) -> String {
    local(at, subject).to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A time that the clocks of the account show twice or never, because they are set back or forward.
fn unclear(id: &'static str, civil: NaiveDateTime, subject: &AccountHours<'_>) -> Failure {
    let message = Message::new(id)
        .text("zone", &subject.chat.time_zone)
        .text("time", civil.format("%Y-%m-%dT%H:%M"));
    Failure::new(Exit::Usage, message)
}
