//! Which words of a value go and which come, in every format that people read.

use scraper::{Html, Selector};

use super::{file, ran};

/// `-` and `+` with the words that go and come, in their order.
type Marks = Vec<String>;

fn report(old: &str, new: &str, format: &str) -> String {
    let output = ran(old, new, &["--format", format, "--allow", "spid-change"]);
    String::from_utf8(output.stdout).unwrap()
}

fn marks_of_html(html: &str) -> Marks {
    let page = Html::parse_document(html);
    let elements = Selector::parse("del, ins, td strong").unwrap();
    let marked = page.select(&elements);
    let marks = marked.map(|element| {
        let sign = if element.value().name() == "del" {
            '-'
        } else {
            '+'
        };
        format!("{sign}{}", element.text().collect::<String>())
    });
    marks.collect()
}

/// As a site shows it that knows the tables of GitHub: what goes is struck through, what comes is bold.
fn marks_of_markdown(markdown: &str) -> Marks {
    let mut options = comrak::Options::default();
    options.extension.table = true;
    options.extension.strikethrough = true;
    options.render.r#unsafe = true;
    marks_of_html(&comrak::markdown_to_html(markdown, &options))
}

fn marks_of_text(text: &str) -> Marks {
    let mut marks = Vec::new();
    let lines = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("change: "));
    for mut rest in lines {
        while let Some(at) = rest.find(['[', '{']) {
            let piece = &rest[at..];
            let (sign, end) = if piece.starts_with("[-") {
                ('-', "-]")
            } else {
                ('+', "+}")
            };
            let length = piece.find(end).unwrap();
            marks.push(format!("{sign}{}", &piece[2..length]));
            rest = &piece[length + 2..];
        }
    }
    marks
}

fn hours(hours: &str) -> String {
    file(&format!(
        "chat: {{ enabled: true, timeZone: America/Toronto, hours: {{ fr: {{ {hours} }} }} }}\n"
    ))
}

fn general(general: &str) -> String {
    file(&format!("general: {{ {general} }}\n"))
}

#[test]
fn words_that_go_and_come_are_marked_in_every_format() {
    let week = |days: &str, from: &str, to: &str| {
        hours(&format!(
            "workingHours: {{ days: [{days}], startTime: \"{from}\", endTime: \"{to}\" }}"
        ))
    };
    let event = |says: &str, day: &str| {
        hours(&format!(
            "specialEvents: [{{ name: Noël, availability: {says}, startDate: {day} }}]"
        ))
    };
    let address = |street: &str| {
        general(&format!(
            "address: {{ street: \"{street}\", city: Montréal, province: QC, postalCode: H3B 4W8, country: CA }}"
        ))
    };
    let rows = [
        (
            general("resellerName: Télécom Boréal"),
            general("resellerName: Télécom Boréal inc."),
            &["+ inc."][..],
        ),
        (
            general("resellerName: Télécom Boréal du Nord"),
            general("resellerName: Télécom Austral du Nord"),
            &["-Boréal", "+Austral"],
        ),
        (
            week("mon, tue", "09:00", "17:00"),
            week("mon, tue", "09:00", "16:00"),
            &["-17:00", "+16:00"],
        ),
        (
            week("mon, tue", "09:00", "17:00"),
            week("mon, tue", "08:30", "17:00"),
            &["-09:00", "+08:30"],
        ),
        (
            week("mon, tue", "09:00", "17:00"),
            week("mon", "09:00", "17:00"),
            &["-, Tue"],
        ),
        (
            event("closed", "2026-12-25"),
            event("open", "2026-12-25"),
            &["-closed", "+open"],
        ),
        (
            event("closed", "2026-12-25"),
            event("closed", "2026-12-26"),
            &["-25", "+26"],
        ),
        // Two values that have little in common are shown whole.
        (
            general("resellerName: Télécom Boréal"),
            general("resellerName: Ondes"),
            &[],
        ),
        (
            week("mon", "09:00", "17:00"),
            week("sat, sun", "20:00", "23:00"),
            &[],
        ),
        // Signs of the formats in a value are text.
        (
            general("resellerName: \"A <ins>B</ins> ~~C~~ **D** [-E-] |F\""),
            general("resellerName: \"A <ins>B</ins> ~~C~~ **D** [-E-] |G\""),
            &["-F", "+G"],
        ),
        (address("1 rue A"), address("2 rue A"), &["-1", "+2"]),
    ];
    for (old, new, marks) in rows {
        let found = [
            marks_of_html(&report(&old, &new, "html")),
            marks_of_markdown(&report(&old, &new, "markdown")),
        ];
        for found in found {
            assert_eq!(found, marks, "{new}");
        }
        // In text, a sign in a value cannot be told from a mark.
        if !new.contains("[-E-]") {
            assert_eq!(marks_of_text(&report(&old, &new, "text")), marks, "{new}");
        }
    }
}

/// French words are marked as well, and the marks carry no meaning by colour alone: they are elements.
#[test]
fn marks_follow_the_language_of_the_report() {
    let week = |end: &str| {
        hours(&format!(
            "workingHours: {{ days: [mon, tue], startTime: \"09:00\", endTime: \"{end}\" }}"
        ))
    };
    let output = ran(
        &week("17:00"),
        &week("16:00"),
        &["--format", "html", "--lang", "fr"],
    );
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(
        page.contains("lun., mar. 09:00–<del>17:00</del><ins>16:00</ins>"),
        "{page}"
    );
}
