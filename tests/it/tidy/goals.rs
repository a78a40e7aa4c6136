//! Bounds on the figures of the source, which the whole tree meets.

use super::circles::Tree;
use super::figures::{Figures, figures};
use super::source::{Source, sources};

/// A figure, what it was before the rooms were cut anew (commit `ba411e8`), and what it may be.
struct Goal {
    name: &'static str,
    before: f64,
    figure: fn(&Figures) -> f64,
    bound: Bound,
}

/// Comments, documentation, closures and medians are printed with their aim and not bounded: a
/// number of comments is no goal.
#[derive(Clone, Copy)]
enum Bound {
    Most(f64),
    Aim(&'static str),
}

/// The only table of bounds.
#[rustfmt::skip]
const GOALS: [Goal; 14] = [
    goal("function, median of lines", 10.0, |of| whole(of.functions.median), Bound::Aim("8")),
    goal("function, nine in ten at most", 26.0, |of| whole(of.functions.p90), Bound::Most(26.0)),
    goal("function, longest", 77.0, |of| whole(of.functions.max), Bound::Most(60.0)),
    goal("file, median of lines", 136.0, |of| whole(of.files.median), Bound::Aim("136")),
    goal("file, nine in ten at most", 279.0, |of| whole(of.files.p90), Bound::Aim("279")),
    goal("file, longest", 399.0, |of| whole(of.files.max), Bound::Most(400.0)),
    goal("`//` comments per 100 code lines", 0.30, |of| of.comments, Bound::Aim("≥ 4")),
    goal("doc blocks of 20 words or more, %", 7.0, |of| of.long_docs, Bound::Aim("≥ 20")),
    goal("type names in more than one file, %", 14.5, |of| of.twice_named, Bound::Most(2.0)),
    goal("local closures per 100 functions", 15.0, |of| of.closures, Bound::Aim("< 4")),
    goal("unwrap_or_default per 100 functions", 7.7, |of| of.defaults, Bound::Most(0.8)),
    goal("tuple parameters per 100 functions", 1.2, |of| of.tuples, Bound::Most(0.0)),
    goal("bool parameters per 100 functions", 0.58, |of| of.bools, Bound::Most(0.3)),
    goal("circles of files inside rooms", 11.0, |of| whole(of.circles.len()), Bound::Most(0.0)),
];

const fn goal(name: &'static str, before: f64, figure: fn(&Figures) -> f64, bound: Bound) -> Goal {
    Goal {
        name,
        before,
        figure,
        bound,
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of lines are small")]
fn whole(count: usize) -> f64 {
    count as f64
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures are what this test is for")]
fn figures_are_within_their_bounds() {
    let all = sources();
    let whole: Vec<&Source> = all.iter().collect();
    let tree = Tree::of(&all);
    let figures = figures(&whole, &tree);
    println!("{}", table(&figures));
    for (room, text) in by_room(&all, &tree) {
        println!("{room}\n{text}");
    }
    let mut worse = Vec::new();
    for goal in &GOALS {
        let figure = (goal.figure)(&figures);
        if let Bound::Most(most) = goal.bound
            && figure > most
        {
            worse.push(format!("{}: {figure}, at most {most}", goal.name));
        }
    }
    assert!(worse.is_empty(), "{}\n{figures}", worse.join("\n"));
}

/// The figures of the whole tree as a Markdown table; `cargo test --test it figures_are --
/// --nocapture` prints it.
fn table(figures: &Figures) -> String {
    let head = "| measure | before | after | goal |\n|---|---|---|---|\n".to_owned();
    GOALS.iter().fold(head, |table, goal| {
        let goal_text = match goal.bound {
            Bound::Most(most) => format!("≤ {most}"),
            Bound::Aim(aim) => aim.to_owned(),
        };
        let (name, before, after) = (goal.name, goal.before, (goal.figure)(figures));
        format!("{table}| {name} | {before} | {after} | {goal_text} |\n")
    })
}

fn by_room(all: &[Source], tree: &Tree<'_>) -> Vec<(String, String)> {
    let mut rooms: Vec<&str> = all.iter().map(Source::room).collect();
    rooms.sort_unstable();
    rooms.dedup();
    let one = |room: &str| {
        let some: Vec<&Source> = all.iter().filter(|source| source.room() == room).collect();
        (room.to_owned(), figures(&some, tree).to_string())
    };
    rooms.into_iter().map(one).collect()
}
