//! Hours as a picture (SVG): a row for each day, with a bar for each open stretch. Hours that are
//! gained, lost or unchanged differ by colour and by pattern, so that the picture can be read on
//! paper and by people who see few colours. A table beside it says as much for those who cannot see
//! it. One unit is four minutes, so that the picture fits a narrow screen and its text stays legible.

use maud::{Markup, html};

use super::harmless;
use super::setting_value::day_name;
use crate::availability::Spans;
use crate::words::Words;

/// A day with its bars.
pub(crate) struct PictureRow {
    label: String,
    bars: Vec<(Look, Spans)>,
}

/// How bars look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Look {
    Open,
    Gained,
    Lost,
}

impl Look {
    fn class(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Gained => "gained",
            Self::Lost => "lost",
        }
    }
}

impl PictureRow {
    /// A day as it was and as it will be.
    pub(crate) fn changed(label: &str, before: &Spans, after: &Spans) -> Self {
        let (gained, lost) = (after.without(before), before.without(after));
        let kept = before.without(&lost);
        Self {
            label: label.to_owned(),
            bars: vec![
                (Look::Open, kept),
                (Look::Gained, gained),
                (Look::Lost, lost),
            ],
        }
    }
}

impl PictureRow {
    fn changes(&self) -> bool {
        let mut bars = self.bars.iter();
        bars.any(|(look, spans)| *look != Look::Open && !spans.is_empty())
    }
}

/// The seven days of a week that does not change.
pub(crate) fn open_week(days: &[Spans; 7], words: &Words) -> Vec<PictureRow> {
    changed_week(days, days, words)
}

/// The seven days of a week before and after.
pub(crate) fn changed_week(
    before: &[Spans; 7],
    after: &[Spans; 7],
    words: &Words,
) -> Vec<PictureRow> {
    let days = (0..).zip(before.iter().zip(after));
    days.map(|(day, (before, after))| {
        PictureRow::changed(&words.text(day_name(day)), before, after)
    })
    .collect()
}

/// Height of the row of hours above the first day.
const TOP: i64 = 20;
const BAR: i64 = 18;
const ROW: i64 = BAR + 8;
/// A character of a label, and what stands between the label and its bars.
const LETTER: i64 = 7;
const RIGHT: i64 = 360 + 12;

/// What a picture is called, to people and in its page.
pub(crate) struct PictureNames<'a> {
    pub(crate) title: &'a str,
    pub(crate) desc: &'a str,
    /// Makes the ids of the title, the description and the patterns unique in the page.
    pub(crate) id: &'a str,
}

/// The picture.
pub(crate) fn picture(names: &PictureNames<'_>, rows: &[PictureRow]) -> Markup {
    let id = names.id;
    let (title_id, desc_id) = (format!("{id}-title"), format!("{id}-desc"));
    let widest = rows.iter().map(|row| row.label.chars().count()).max();
    let letters = i64::try_from(widest.unwrap_or(0)).expect("a label is short");
    let left = LETTER * (letters + 1);
    let count = i64::try_from(rows.len()).expect("a picture has few rows");
    let (height, width) = (TOP + count * ROW, left + RIGHT);
    html! {
        svg viewBox=(format!("0 0 {width} {height}")) role="img" aria-labelledby=(format!("{title_id} {desc_id}")) {
            title id=(title_id) { (names.title) }
            desc id=(desc_id) { (names.desc) }
            @if rows.iter().any(PictureRow::changes) { (patterns(id)) }
            @for hour in (0..=24).step_by(3) {
                line class="hour" x1=(x(left, hour * 60)) x2=(x(left, hour * 60)) y1=(TOP) y2=(height) {}
                text class="hour" x=(x(left, hour * 60)) y=(TOP - 6) { (hour) }
            }
            @for (row, at) in rows.iter().zip(0..) {
                text class="day" x="0" y=(TOP + at * ROW + BAR - 4) { (harmless(&row.label)) }
                @for (look, spans) in &row.bars { (bars(id, *look, spans, left, TOP + at * ROW + 1)) }
            }
        }
    }
}

/// Dots for what is gained, stripes for what is lost.
fn patterns(id: &str) -> Markup {
    html! {
        defs {
            pattern id=(format!("{id}-gained")) width="6" height="6" patternUnits="userSpaceOnUse" {
                rect class="gained-ground" width="6" height="6" {}
                circle class="gained-dot" cx="3" cy="3" r="1.5" {}
            }
            pattern id=(format!("{id}-lost")) width="6" height="6" patternUnits="userSpaceOnUse" {
                path class="lost-stripe" d="M0 6L6 0M-1 1L1 -1M5 7L7 5" {}
            }
        }
    }
}

/// The bars of one look; `y` is their top.
fn bars(id: &str, look: Look, spans: &Spans, left: i64, y: i64) -> Markup {
    let class = look.class();
    let fill = match look {
        Look::Open => None,
        Look::Gained | Look::Lost => Some(format!("url(#{id}-{class})")),
    };
    html! {
        @for (from, to) in spans.iter() {
            rect class=(class) fill=[&fill] x=(x(left, from)) y=(y) width=(quarters(to - from)) height=(BAR - 2) {}
        }
    }
}

/// Where a minute of the day is.
fn x(left: i64, minute: i64) -> String {
    quarters(minute + 4 * left)
}

/// A quarter of a unit a minute, so that a stretch of one minute can still be seen.
fn quarters(count: i64) -> String {
    let whole = count / 4;
    match count % 4 {
        0 => whole.to_string(),
        1 => format!("{whole}.25"),
        2 => format!("{whole}.5"),
        _ => format!("{whole}.75"),
    }
}
