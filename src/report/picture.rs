//! A week as a picture (SVG): a row for each day, a bar for each open stretch, and below one
//! another the sides that are compared. It holds no text of the file, and a table beside it says
//! as much for those who cannot see it.

use maud::{Markup, html};

use super::setting_value::day_name;
use crate::availability::Spans;
use crate::words::Words;

/// One side of a picture.
pub(crate) struct PictureSide<'a> {
    pub(crate) look: Look,
    /// Open minutes of each day, Monday first.
    pub(crate) days: &'a [Spans; 7],
}

/// How the bars of a side look: they must stay distinct without colours, on paper for example.
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

/// Where the day begins, right of its name.
const LEFT: i64 = 56;
/// Height of the row of hours above the first day.
const TOP: i64 = 20;
const BAR: i64 = 18;
const GAP: i64 = 8;
const RIGHT: i64 = LEFT + 720 + 16;

/// The picture. `id` makes the ids of its title and its description unique in the page.
pub(crate) fn week(
    title: &str,
    desc: &str,
    id: &str,
    sides: &[PictureSide<'_>],
    words: &Words,
) -> Markup {
    let (title_id, desc_id) = (format!("{id}-title"), format!("{id}-desc"));
    let rows = i64::try_from(sides.len()).expect("a picture has one side or two");
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
            @for (day, top) in (0..7).zip((TOP..).step_by(row.unsigned_abs() as usize)) {
                text class="day" x="0" y=(top + BAR - 4) { (words.text(day_name(day))) }
                @for (side, below) in sides.iter().zip(0..) {
                    (bars(&side.days[usize::from(day)], side.look, top + below * BAR))
                }
            }
        }
    }
}

/// The bars of one day; `y` is the top of their row.
fn bars(open: &Spans, look: Look, y: i64) -> Markup {
    html! {
        @for (from, to) in open.iter() {
            rect class=(look.class()) x=(x(from)) y=(y + 1) width=(halves(to - from)) height=(BAR - 2) {}
        }
    }
}

/// Where a minute of the day is.
fn x(minute: i64) -> String {
    halves(minute + 2 * LEFT)
}

/// Half a unit a minute, so that a stretch of one minute can still be seen.
fn halves(count: i64) -> String {
    let whole = count / 2;
    if count % 2 == 0 {
        whole.to_string()
    } else {
        format!("{whole}.5")
    }
}
