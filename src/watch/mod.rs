//! File events and a timer as one sequence of triggers. This room knows neither the content of the
//! files nor any portal: a trigger only means that it is time to look at the files again. Start at
//! [`Watcher::start`].

mod inbox;
mod place;
mod trigger;
mod watcher;

#[cfg(test)]
mod tests;

pub(crate) use trigger::Trigger;
pub(crate) use watcher::{WatchFault, Watcher};
