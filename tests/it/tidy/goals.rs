//! How good the figures have to be, and how good they are: they may get better and not worse.

use super::circles::Tree;
use super::figures::{Figures, figures};
use super::source::{Source, sources};

/// A bound on one figure.
struct Goal {
    name: &'static str,
    figure: fn(&Figures) -> f64,
    /// The most that it is to be.
    goal: f64,
    /// The most that is accepted until then, which is what it is today. The test prints by how much it
    /// can be lowered; below the goal it has no effect.
    now: f64,
}

/// The only table of bounds. Comments, documentation and closures are printed and not bounded: a
/// number of comments is no goal.
const GOALS: [Goal; 8] = [
    Goal {
        name: "circles of files inside rooms",
        figure: |figures| whole(figures.circles.len()),
        goal: 0.0,
        now: 18.0,
    },
    Goal {
        name: "type names in more than one file, %",
        figure: |figures| figures.twice_named,
        goal: 2.0,
        now: 11.78,
    },
    Goal {
        name: "tuple parameters per 100 functions",
        figure: |figures| figures.tuples,
        goal: 0.0,
        now: 1.48,
    },
    Goal {
        name: "bool parameters per 100 functions",
        figure: |figures| figures.bools,
        goal: 0.3,
        now: 0.38,
    },
    Goal {
        name: "unwrap_or_default per 100 functions",
        figure: |figures| figures.defaults,
        goal: 0.8,
        now: 6.64,
    },
    Goal {
        name: "longest function",
        figure: |figures| whole(figures.functions.max),
        goal: 60.0,
        now: 77.0,
    },
    Goal {
        name: "nine functions in ten are at most",
        figure: |figures| whole(figures.functions.p90),
        goal: 26.0,
        now: 26.0,
    },
    Goal {
        name: "longest file",
        figure: |figures| whole(figures.files.max),
        goal: 400.0,
        now: 400.0,
    },
];

#[expect(clippy::cast_precision_loss, reason = "counts of lines are small")]
fn whole(count: usize) -> f64 {
    count as f64
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures are what this test is for")]
fn figures_do_not_get_worse() {
    let all = sources();
    let whole: Vec<&Source> = all.iter().collect();
    let tree = Tree::of(&all);
    let figures = figures(&whole, &tree);
    println!("{figures}");
    for (room, text) in by_room(&all, &tree) {
        println!("{room}\n{text}");
    }
    let mut worse = Vec::new();
    for Goal {
        name,
        figure,
        goal,
        now,
    } in &GOALS
    {
        let figure = figure(&figures);
        let bound = now.max(*goal);
        if figure > bound {
            worse.push(format!("{name}: {figure}, at most {bound}"));
        } else if *now > *goal && figure < *now {
            println!(
                "{name}: `now` can be lowered from {now} to {}",
                figure.max(*goal)
            );
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
