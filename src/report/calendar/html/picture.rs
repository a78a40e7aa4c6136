//! A week as a picture: a row for each day, a bar for each open stretch, and below one another the
//! sides that are compared. Nothing in it is text of the file, and a table says the same.

use maud::{Markup, html};

use super::super::DAYS;
use crate::availability::Spans;
use crate::words::Words;

/// One side of a picture.
pub(crate) struct Side<'a> {
    pub(crate) look: Look,
    /// Open minutes of each day, Monday first.
    pub(crate) days: &'a [Spans; 7],
}

/// How the bars of a side look, on paper as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Look {
    Filled,
    Outlined,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Filled => "filled",
            Self::Outlined => "outlined",
        }
    }
}

/// Where the day begins, after the name of the day.
const LEFT: i64 = 56;
/// Above the first day are the hours.
const TOP: i64 = 20;
const BAR: i64 = 18;
const GAP: i64 = 8;
const RIGHT: i64 = LEFT + 720 + 16;

/// The picture. Its name and its description are elements of the page with these ids.
pub(crate) fn week(title: &str, desc: &str, id: &str, sides: &[Side<'_>], words: &Words) -> Markup {
    let (title_id, desc_id) = (format!("{id}-title"), format!("{id}-desc"));
    let rows = i64::try_from(sides.len()).unwrap_or(1);
    let row = rows * BAR + GAP;
    let height = TOP + 7 * row;
    html! {
        svg viewBox=(format!("0 0 {RIGHT} {height}")) role="img" aria-labelledby=(format!("{title_id} {desc_id}")) {
            title id=(title_id) { (title) }
            desc id=(desc_id) { (desc) }
            @for hour in (0..=24).step_by(3) {
                line class="hour" x1=(x(hour * 60)) x2=(x(hour * 60)) y1=(TOP) y2=(height) {}
                text class="hour" x=(x(hour * 60)) y=(TOP - 6) { (hour) }
            }
            @for (day, at) in DAYS.into_iter().zip(0..) {
                text class="day" x="0" y=(TOP + at * row + BAR - 4) { (words.text(day)) }
                @for (side, below) in sides.iter().zip(0..) {
                    (bars(side, usize::try_from(at).unwrap_or_default(), TOP + at * row + below * BAR))
                }
            }
        }
    }
}

fn bars(side: &Side<'_>, day: usize, y: i64) -> Markup {
    let open = side.days.get(day).into_iter().flat_map(Spans::iter);
    html! {
        @for (from, to) in open {
            rect class=(side.look.class()) x=(x(from)) y=(y + 1) width=(halves(to - from)) height=(BAR - 2) {}
        }
    }
}

/// Where a minute of the day is.
fn x(minute: i64) -> String {
    halves(minute + 2 * LEFT)
}

/// Half a unit a minute, so that every minute is told.
fn halves(count: i64) -> String {
    let whole = count / 2;
    if count % 2 == 0 {
        whole.to_string()
    } else {
        format!("{whole}.5")
    }
}
