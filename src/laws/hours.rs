//! While a plan is applied, no intermediate state promises chat at an hour that is staffed neither
//! before nor after it.

use chrono::TimeDelta;
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, proptest};
use proptest::test_runner::TestCaseError;

use super::account::{held, new_account};
use super::desk::Desk;
use super::file::{File, case as case_of_a_file};
use super::{applied, block_on, now, plan_of, planned, ready};
use crate::availability::{Period, default_windows, resolve};
use crate::effort::cases;
use crate::model::{
    Account, Availability, Chat, ChatHours, Days, Hours, Language, Named, SpecialEvent, Time,
    Weekly,
};
use crate::plan::{Replay, interim};

/// Where the next choice comes from.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (self.0 >> 33) % sides
    }

    /// From nothing up to a limit.
    fn minutes(&mut self, limit: i64) -> i64 {
        let sides = u64::try_from(limit.max(0)).unwrap() + 1;
        i64::try_from(self.roll(sides)).unwrap()
    }

    fn direction(&mut self) -> Direction {
        [Direction::Less, Direction::Same, Direction::More][usize::try_from(self.roll(3)).unwrap()]
    }
}

/// What happens to the minutes at which a schedule is in effect.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Less,
    Same,
    More,
}

impl Direction {
    fn reversed(self) -> Self {
        match self {
            Self::Less => Self::More,
            Self::Same => Self::Same,
            Self::More => Self::Less,
        }
    }
}

/// The same account with some schedules in effect for longer and others for less long, each in one
/// direction only.
fn one_way(mut account: Account, mut dice: Dice) -> Account {
    for language in Language::ALL {
        let hours = account.chat.hours.get_mut(language);
        // Working hours and their lunch break are one unit.
        let direction = dice.direction();
        let working = stretched(hours.working_hours, direction, &mut dice);
        let lunch = lunch_break(hours.lunch_break, direction.reversed(), &mut dice);
        // A lunch break needs working days, so the last of them stay as long as there is one.
        if working != Weekly::NEVER {
            (hours.working_hours, hours.lunch_break) = (working, lunch);
        } else if hours.lunch_break.is_none() {
            hours.working_hours = working;
        }
        let direction = dice.direction();
        hours.weekend_hours = stretched(hours.weekend_hours, direction, &mut dice);
        schedules(hours, &mut dice);
    }
    if dice.roll(4) == 0 {
        account.chat.enabled = !account.chat.enabled;
    }
    account
}

fn lunch_break(lunch: Option<Weekly>, direction: Direction, dice: &mut Dice) -> Option<Weekly> {
    let noon = Weekly::new(Days::ALL, Hours::between(time(720), time(780))?);
    match (lunch, direction) {
        (None, Direction::More) => Some(noon),
        (Some(_), Direction::Less) if dice.roll(2) == 0 => None,
        (Some(lunch), direction) if !lunch.days.is_empty() => {
            let new = stretched(lunch, direction, dice);
            (!new.days.is_empty()).then_some(new)
        }
        (lunch, _) => lunch,
    }
}

fn schedules(hours: &mut ChatHours, dice: &mut Dice) {
    let old = std::mem::take(&mut hours.named);
    for (name, weekly) in old.weekly() {
        let new = stretched(weekly, dice.direction(), dice);
        if !new.days.is_empty() {
            hours.named.insert(Named::weekly(name.clone(), new));
        }
    }
    for (name, event) in old.special_events() {
        let direction = dice.direction();
        let new = moved(event, direction, dice);
        if direction != Direction::Less || dice.roll(3) > 0 {
            hours.named.insert(Named::special_event(name.clone(), new));
        }
    }
}

fn time(minute: i64) -> Time {
    Time::parse(&format!("{:02}:{:02}", minute / 60, minute % 60)).unwrap()
}

/// More or fewer days, with a window that begins and ends earlier or later.
fn stretched(weekly: Weekly, direction: Direction, dice: &mut Dice) -> Weekly {
    let Some(hours) = weekly.hours else {
        return weekly;
    };
    let (from, to) = hours.minutes();
    let (from, to) = (i64::from(from), i64::from(to));
    let kept = |day| weekly.days.contains(day);
    let (days, from, to): (Days, _, _) = match direction {
        Direction::Same => return weekly,
        Direction::Less => {
            let gone = dice.roll(8);
            let days = weekly
                .days
                .iter()
                .filter(|day| u64::from(day.index()) != gone);
            let from = from + dice.minutes((to - from - 1).min(1439 - from));
            (days.collect(), from, to - dice.minutes(to - from - 1))
        }
        Direction::More => {
            let come = dice.roll(8);
            let all = Days::ALL
                .iter()
                .filter(|day| kept(*day) || u64::from(day.index()) == come);
            let from = from - dice.minutes(from.min(1439 - (to - from)));
            (all.collect(), from, to + dice.minutes(1439 - (to - from)))
        }
    };
    let end = if to > 1440 { to - 1440 } else { to };
    Hours::between(time(from), time(end)).map_or(weekly, |hours| Weekly::new(days, hours))
}

fn moved(event: SpecialEvent, direction: Direction, dice: &mut Dice) -> SpecialEvent {
    let minutes = (event.ends_at - event.starts_at).num_minutes();
    let by = |minutes| TimeDelta::minutes(minutes);
    match direction {
        Direction::Same => event,
        Direction::Less => SpecialEvent {
            ends_at: event.ends_at - by(dice.minutes(minutes - 1)),
            // What is open may become closed as well: that is less of it, twice over.
            availability: if dice.roll(4) == 0 {
                Availability::Closed
            } else {
                event.availability
            },
            ..event
        },
        Direction::More => {
            let room = (366 * 1440 - minutes).min(3000);
            let early = by(dice.minutes(room));
            let first = chrono::NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
            let starts_at = (event.starts_at - early).max(first.and_time(chrono::NaiveTime::MIN));
            SpecialEvent { starts_at, ..event }
        }
    }
}

fn case() -> impl Strategy<Value = (Account, Account)> {
    let with_dice = |(held, dice): (Account, u64)| (held.clone(), one_way(held, Dice(dice)));
    (held(), any::<u64>()).prop_map(with_dice)
}

/// Every minute that is open after some write is open before all of them or after all.
async fn opens_nothing_in_between(old: &Account, new: &Account) -> Result<(), TestCaseError> {
    let desk = Desk::of(new_account(old));
    let file = File::new(new.clone(), u32::MAX, old);
    let ready = ready(&file.yaml(0)).map_err(TestCaseError::fail)?;
    let planned = planned(&desk, &ready).await;
    let Some(plan) = plan_of(&planned).map_err(TestCaseError::fail)? else {
        return Ok(());
    };
    let outcome = applied(&desk, &planned, plan).await;
    prop_assert!(outcome.is_complete(), "{outcome:?}");
    let warned = planned.view.diagnostics.iter();
    let warned: Vec<_> = warned.filter(|row| row.code == "interim-open").collect();
    prop_assert!(warned.is_empty(), "{warned:?}");
    let windows = default_windows(&old.chat, &new.chat, now()).unwrap();
    let chats = desk.chats.lock().unwrap();
    for window in windows
        .into_iter()
        .filter(|window| days(window) <= MOST_DAYS)
    {
        for language in Language::ALL {
            let open = |chat: &Chat| -> Vec<_> {
                resolve(chat, language, window).unwrap().iter().collect()
            };
            let either = [open(&old.chat), open(&new.chat)].concat();
            for (at, chat) in chats.iter().enumerate() {
                let extra = outside(&open(chat), either.clone());
                prop_assert!(extra.is_none(), "{extra:?} after step {at} of {plan:#?}");
            }
        }
    }
    Ok(())
}

/// What is said to open on the way is what the portal opens, step by step.
async fn says_what_opens_in_between(held: &Account, file: &File) -> Result<(), TestCaseError> {
    let desk = Desk::of(new_account(held));
    let ready = ready(&file.yaml(0)).map_err(TestCaseError::fail)?;
    let planned = planned(&desk, &ready).await;
    let Ok(Some(plan)) = plan_of(&planned) else {
        return Ok(());
    };
    let outcome = applied(&desk, &planned, plan).await;
    prop_assert!(outcome.is_complete(), "{outcome:?}");
    let chats = desk.chats.lock().unwrap();
    let (old, new) = (&planned.observed.account.chat, chats.last().unwrap());
    let mut replay = Replay::of(&planned.observed);
    for (step, chat) in plan.steps.iter().zip(&*chats) {
        replay.carry_out(&step.action);
        prop_assert_eq!(&replay.account.chat, chat, "after {:?}", step);
    }
    let mut windows = default_windows(old, new, now()).unwrap();
    windows.retain(|window| days(window) <= MOST_DAYS);
    let found = interim(&planned.observed, new, &plan.steps, &windows).unwrap();
    for language in Language::ALL {
        let open = |chat: &Chat| -> Vec<(i64, i64)> {
            let of = |window: &Period| resolve(chat, language, *window).unwrap();
            windows
                .iter()
                .flat_map(|window| of(window).iter().collect::<Vec<_>>())
                .collect()
        };
        let mut known = [open(old), open(new)].concat();
        let either = known.len();
        for (at, chat) in chats.iter().enumerate() {
            let open = open(chat);
            let opens = outside(&open, known.clone()).is_some();
            let said = found
                .iter()
                .any(|one| one.step == at && one.language == language);
            prop_assert_eq!(opens, said, "step {} {}", at, language);
            known.truncate(either);
            known.extend(open);
        }
    }
    Ok(())
}

/// The first stretch of minutes that is in none of the others.
fn outside(spans: &[(i64, i64)], mut others: Vec<(i64, i64)>) -> Option<(i64, i64)> {
    others.sort_unstable();
    spans.iter().find_map(|(from, to)| {
        let mut at = *from;
        for (start, end) in &others {
            if *start <= at && at < *end {
                at = *end;
            }
        }
        (at < *to).then_some((at, *to))
    })
}

/// Longer windows show nothing else, and take long.
const MOST_DAYS: i64 = 60;

fn days(window: &Period) -> i64 {
    (window.to - window.from).num_days()
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn no_step_opens_what_neither_end_does((old, new) in case()) {
        block_on(opens_nothing_in_between(&old, &new))?;
    }

    #[test]
    fn what_a_step_opens_for_a_moment_is_said((held, file) in case_of_a_file()) {
        block_on(says_what_opens_in_between(&held, &file))?;
    }
}
