//! A model of the tool and the portal that is small enough to be obviously right: seven settings with a few
//! values each, a file, a saved plan, and a clock.
//!
//! It says what every edit, plan, apply, edit by hand, kill and move of the clock must come to. The real ones
//! are compared with it step by step (`machine.rs`). A history that fails shrinks to the shortest that does.

use std::collections::BTreeMap;

use proptest::option;
use proptest::prelude::{BoxedStrategy, Just, Strategy, any, prop_oneof};
use proptest::sample::select;
use proptest_state_machine::ReferenceStateMachine;

/// A setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Part {
    Name,
    Spid,
    Enabled,
    Zone,
    Weekend,
    Evening,
    Delegates,
}

impl Part {
    pub(super) const ALL: [Self; 7] = [
        Self::Name,
        Self::Spid,
        Self::Enabled,
        Self::Zone,
        Self::Weekend,
        Self::Evening,
        Self::Delegates,
    ];

    /// What the portal versions.
    fn resource(self) -> &'static str {
        match self {
            Self::Name | Self::Spid => "general",
            Self::Enabled | Self::Zone => "chat",
            Self::Weekend => "weekend",
            Self::Evening => "evening",
            Self::Delegates => "delegates",
        }
    }

    /// Values are numbers below this one.
    fn values(self) -> u8 {
        match self {
            Self::Enabled => 2,
            Self::Name
            | Self::Spid
            | Self::Zone
            | Self::Weekend
            | Self::Evening
            | Self::Delegates => 3,
        }
    }
}

/// What the portal holds, or what a file asks for.
pub(super) type Values = BTreeMap<Part, u8>;

#[derive(Debug, Clone)]
pub(super) enum Transition {
    /// The file names a setting with a value, or no longer.
    Edit(Part, Option<u8>),
    /// `plan --out`.
    Plan,
    /// `apply`.
    Apply,
    /// `apply --plan --max-age`, in minutes.
    ApplySaved(Option<u32>),
    /// `apply` while another one holds the lock.
    ApplyLocked,
    /// `apply`, killed at its nth request, before or after it; then `apply` again.
    ApplyKilled(usize, bool),
    Hand(Part, u8),
    /// Minutes.
    Clock(u32),
}

/// What a run comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expectation {
    /// No run.
    Nothing,
    InSync,
    Settled,
    /// Stale, or spent.
    NoWrite,
    TooOld,
    OtherFile,
    Locked,
}

#[derive(Debug, Clone)]
struct SavedPlan {
    file: Values,
    versions: BTreeMap<&'static str, u32>,
    minute: u32,
}

#[derive(Debug, Clone)]
pub(super) struct Model {
    pub(super) portal: Values,
    /// Before the last transition.
    pub(super) was: Values,
    pub(super) file: Values,
    versions: BTreeMap<&'static str, u32>,
    saved: Option<SavedPlan>,
    pub(super) minute: u32,
    pub(super) expect: Expectation,
}

impl Model {
    fn begin() -> Self {
        let portal: Values = Part::ALL.into_iter().map(|part| (part, 0)).collect();
        Self {
            was: portal.clone(),
            portal,
            file: Values::new(),
            versions: BTreeMap::new(),
            saved: None,
            minute: 0,
            expect: Expectation::Nothing,
        }
    }

    fn set(&mut self, part: Part, value: u8) {
        *self.versions.entry(part.resource()).or_default() += 1;
        self.portal.insert(part, value);
    }

    fn lay(&mut self, file: &Values) -> Expectation {
        let mut came = Expectation::InSync;
        for (part, value) in file {
            if self.portal[part] != *value {
                self.set(*part, *value);
                came = Expectation::Settled;
            }
        }
        came
    }

    fn is_in_sync(&self) -> bool {
        self.file
            .iter()
            .all(|(part, value)| self.portal[part] == *value)
    }

    fn apply_saved(&mut self, max_age: Option<u32>) -> Expectation {
        let Some(saved) = self.saved.clone() else {
            return Expectation::Nothing;
        };
        if max_age.is_some_and(|most| self.minute - saved.minute > most) {
            return Expectation::TooOld;
        }
        if saved.file != self.file {
            return Expectation::OtherFile;
        }
        // A plan rests on what its file names and on everything of chat.
        let named = saved.file.keys().map(|part| part.resource());
        let mut rests_on = named.chain(["chat", "weekend", "evening"]);
        if rests_on.any(|resource| saved.versions.get(resource) != self.versions.get(resource)) {
            return Expectation::NoWrite;
        }
        self.lay(&saved.file)
    }

    fn hand(&mut self, part: Part, value: u8) {
        let is_same = self.portal[&part] == value;
        // To grant what is granted, and to delete what is not there, changes nothing.
        let is_idle = match part {
            Part::Delegates => is_same,
            Part::Evening => is_same && value == 0,
            Part::Name | Part::Spid | Part::Enabled | Part::Zone | Part::Weekend => false,
        };
        if !is_idle {
            self.set(part, value);
        }
    }
}

impl ReferenceStateMachine for Model {
    type State = Self;
    type Transition = Transition;

    fn init_state() -> BoxedStrategy<Self> {
        Just(Self::begin()).boxed()
    }

    fn transitions(_: &Self) -> BoxedStrategy<Transition> {
        let part = || select(Part::ALL.to_vec());
        let value = |part: Part| (Just(part), 0..part.values());
        prop_oneof![
            6 => part().prop_flat_map(move |part| (Just(part), option::weighted(0.8, 0..part.values())))
                .prop_map(|(part, value)| Transition::Edit(part, value)),
            4 => part().prop_flat_map(value).prop_map(|(part, value)| Transition::Hand(part, value)),
            4 => Just(Transition::Plan),
            3 => Just(Transition::Apply),
            4 => option::of(0..200_u32).prop_map(Transition::ApplySaved),
            1 => Just(Transition::ApplyLocked),
            3 => (1..10_usize, any::<bool>()).prop_map(|(at, after)| Transition::ApplyKilled(at, after)),
            2 => (1..150_u32).prop_map(Transition::Clock),
        ]
        .boxed()
    }

    fn apply(mut state: Self, transition: &Transition) -> Self {
        state.was = state.portal.clone();
        state.expect = Expectation::Nothing;
        match transition {
            Transition::Edit(part, Some(value)) => drop(state.file.insert(*part, *value)),
            Transition::Edit(part, None) => drop(state.file.remove(part)),
            Transition::Plan => {
                let saved = SavedPlan {
                    file: state.file.clone(),
                    versions: state.versions.clone(),
                    minute: state.minute,
                };
                state.saved = (!state.is_in_sync()).then_some(saved);
            }
            Transition::Apply | Transition::ApplyKilled(..) => {
                let file = state.file.clone();
                state.expect = state.lay(&file);
            }
            Transition::ApplySaved(max_age) => state.expect = state.apply_saved(*max_age),
            Transition::ApplyLocked => {
                state.expect = match state.is_in_sync() {
                    true => Expectation::InSync,
                    false => Expectation::Locked,
                };
            }
            Transition::Hand(part, value) => state.hand(*part, *value),
            Transition::Clock(minutes) => state.minute += minutes,
        }
        state
    }
}
