//! Bounds on the figures of the source, which the whole tree meets.

use super::circles::Tree;
use super::figures::{Figures, figures};
use super::source::{Source, sources};

/// A bound on one figure.
struct Goal {
    name: &'static str,
    figure: fn(&Figures) -> f64,
    /// The largest value that is accepted.
    most: f64,
}

/// The only table of bounds. Comments, documentation and closures are printed and not bounded: a
/// number of comments is no goal.
const GOALS: [Goal; 8] = [
    Goal {
        name: "circles of files inside rooms",
        figure: |figures| whole(figures.circles.len()),
        most: 0.0,
    },
    Goal {
        name: "type names in more than one file, %",
        figure: |figures| figures.twice_named,
        most: 2.0,
    },
    Goal {
        name: "tuple parameters per 100 functions",
        figure: |figures| figures.tuples,
        most: 0.0,
    },
    Goal {
        name: "bool parameters per 100 functions",
        figure: |figures| figures.bools,
        most: 0.3,
    },
    Goal {
        name: "unwrap_or_default per 100 functions",
        figure: |figures| figures.defaults,
        most: 0.8,
    },
    Goal {
        name: "longest function",
        figure: |figures| whole(figures.functions.max),
        most: 60.0,
    },
    Goal {
        name: "nine functions in ten are at most",
        figure: |figures| whole(figures.functions.p90),
        most: 26.0,
    },
    Goal {
        name: "longest file",
        figure: |figures| whole(figures.files.max),
        most: 400.0,
    },
];

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
    println!("{figures}");
    for (room, text) in by_room(&all, &tree) {
        println!("{room}\n{text}");
    }
    let mut worse = Vec::new();
    for Goal { name, figure, most } in &GOALS {
        let figure = figure(&figures);
        if figure > *most {
            worse.push(format!("{name}: {figure}, at most {most}"));
        }
    }
    assert!(worse.is_empty(), "{}\n{figures}", worse.join("\n"));
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
