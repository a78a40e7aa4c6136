//! Names that somebody chose to do harm, through every form of a report and in both languages. What
//! comes out is read by parsers that are not ours: only text may differ from harmless names.

use std::collections::BTreeMap;

use scraper::{Html, Node};
use serde_json::{Value, json};

use crate::runner::{Command, command};
use crate::workbench::{TOKEN, Workbench};

const SEED: &str = include_str!("../../fixtures/portal/boreal.yaml");
const SARIF: &str = include_str!("../../fixtures/sarif/sarif-schema-2.1.0.json");
const FORMS: [&str; 8] = [
    "text", "json", "markdown", "html", "sarif", "github", "gitlab", "junit",
];

/// What each tries, and the name.
const NAMES: &[(&str, &str)] = &[
    ("clears a terminal", "a\u{1b}[2Jb"),
    ("colours a terminal", "\u{1b}[31mred\u{1b}[0m"),
    ("sets the title of a terminal", "\u{1b}]0;owned\u{7}"),
    (
        "makes a link in a terminal",
        "\u{1b}]8;;https://evil.example\u{7}x\u{1b}]8;;\u{7}",
    ),
    ("one control of the second kind", "a\u{9b}31mb"),
    (
        "codes that no character has",
        "a\u{fdef}b\u{fdd0}c\u{1ffff}",
    ),
    ("goes back", "safe\u{8}\u{8}\u{8}\u{8}evil"),
    ("overwrites its line", "safe\revil"),
    ("breaks the line", "first\n::error::second"),
    ("a NUL", "a\u{0}b"),
    ("delete", "a\u{7f}b"),
    ("a tab", "a\tb"),
    ("a page", "a\u{c}b"),
    ("next line", "a\u{85}::warning::b"),
    ("line separator", "a\u{2028}::error::b"),
    ("paragraph separator", "a\u{2029}::error::b"),
    ("turns around", "\u{202e}lmay.live"),
    ("embeds a direction", "a\u{202b}b\u{202c}"),
    ("isolates a direction", "a\u{2067}b\u{2069}c"),
    ("mark of direction", "a\u{200f}b\u{200e}c"),
    ("Arabic mark of direction", "a\u{61c}b"),
    ("no width", "ad\u{200b}min"),
    ("joins nothing", "ad\u{2060}min\u{feff}x"),
    ("soft hyphen", "ad\u{ad}min\u{ad}x"),
    ("filler of Hangul", "\u{3164}x\u{115f}"),
    ("tags of a language", "a\u{e0041}\u{e0042}b"),
    ("variation", "a\u{fe0f}b\u{fe00}"),
    ("look-alike in Cyrillic", "\u{430}dmin-\u{440}aypal"),
    ("look-alike in full width", "ａｄｍｉｎ"),
    (
        "marks upon marks",
        "Z\u{351}\u{36b}\u{343}\u{346}\u{302}a\u{300}\u{301}\u{302}\u{303}",
    ),
    ("sets an output", "::set-output name=x::y"),
    ("an error of the runner", "::error file=a,line=1::b"),
    ("a command after white space", "\u{a0}\u{2003}::add-mask::x"),
    ("stops commands", "::stop-commands::token"),
    ("an old command", "##[error]x"),
    ("an old command inside", "a ##[set-env name=PATH;]b"),
    (
        "a command of the other runner",
        "##vso[task.setvariable variable=x]y",
    ),
    ("three signs", "###[error]x"),
    ("ends a property", "x,line=1,title=y::z"),
    ("decoded twice", "%0A::error::x%25"),
    ("a section of GitLab", "section_start:1:x\r\u{1b}[0K"),
    ("a link", "[click](https://evil.example)"),
    (
        "a link by reference",
        "[click][1]\u{a0}[1]: https://evil.example",
    ),
    ("a link of JavaScript", "[x](javascript:alert(1))"),
    ("an image", "![x](https://evil.example/p.png)"),
    ("an address", "see https://evil.example/a?b=c"),
    ("an address without a scheme", "see www.evil.example"),
    ("an address in brackets", "<https://evil.example>"),
    ("a mail address", "write to a@evil.example"),
    ("a mention", "@octocat and @org/team"),
    ("an issue", "fixes #1, GH-2 and org/repo#3"),
    ("a commit", "0123456789abcdef0123456789abcdef01234567"),
    ("a smile", ":rocket: :+1:"),
    ("a table", "a | b || c |"),
    ("a bar behind a backslash", "a \\| b \\\\| c"),
    ("a new row", "| x |\u{a0}|---|"),
    ("HTML", "<b>bold</b><script>alert(1)</script>"),
    ("an attribute", "\"' onmouseover=alert(1) x='"),
    ("ends the details", "</details><h1>x</h1></td></tr></table>"),
    ("a comment", "<!-- x --> --> <!--"),
    ("an entity", "&lt;b&gt; &#60; &amp;amp;"),
    ("CDATA", "]]> <![CDATA[ x ]]>"),
    (
        "a processing instruction",
        "<?xml version='1.0'?><!DOCTYPE x>",
    ),
    ("backticks", "`a` ``b`` ```c"),
    ("a fence", "``` ```text ~~~"),
    ("one backtick", "`"),
    ("emphasis", "**a** __b__ *c* _d_ ~~e~~ ==f=="),
    ("a heading", "# a"),
    ("a list", "- [ ] a"),
    ("a numbered list", "1. a"),
    ("a quotation", "> [!WARNING]"),
    ("a rule", "---"),
    ("a footnote", "x[^1]"),
    ("mathematics", "$\\frac{1}{2}$ $`x`$ $$y$$"),
    ("backslashes", "\\a \\` \\[ \\"),
    ("a formula", "=cmd|' /C calc'!A0"),
    ("more formulas", "+1+1 @SUM(1) -2"),
    ("JSON", "\",\"x\":{\"y\":[\"\\u0000"),
    ("a placeholder", "{0} {$x} %s ${jndi:ldap://evil.example}"),
    ("quotation marks", "« a » “b” ‘c’"),
    ("spaces around", " a "),
    (
        "hundred letters",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ),
];

/// Whether a name of a schedule may be so: controls are refused when the file is read.
fn is_name(name: &str) -> bool {
    !name.chars().any(char::is_control)
}

/// Longer than any name, which only a finding would show.
fn all() -> Vec<String> {
    let names = NAMES.iter().map(|(_, name)| (*name).to_owned());
    names
        .chain([format!("`{}::", "é|".repeat(5_000))])
        .collect()
}

fn harmless(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("n{at:03}")).collect()
}

/// Changes are told in the order of their names, and so are those of harmless ones.
fn harmless_in_the_order_of(view: &Value) -> Vec<String> {
    let lines = lines_of_schedules(view);
    let first = *lines.iter().min().unwrap();
    let mut names = vec![String::new(); lines.len()];
    for (line, name) in lines.iter().zip(harmless(lines.len())) {
        names[line - first] = name;
    }
    names
}

fn lines_of_schedules(view: &Value) -> Vec<usize> {
    let changes = view["accounts"][0]["changes"].as_array().unwrap();
    let schedules = changes
        .iter()
        .filter(|one| one["after"]["name"].is_string());
    let line = |one: &Value| one["line"].as_u64().unwrap().try_into().unwrap();
    schedules.map(line).collect()
}

/// Names of schedules, of the reseller, and where they come from.
fn file(names: &[String]) -> String {
    // Two names may be the same but for what nobody sees.
    let schedules = names.iter().zip(0..).map(|(name, at)| {
        let name = json!(format!("{name:.97}{at}"));
        format!(
            "        - {{ name: {name}, days: [thu], startTime: \"18:00\", endTime: \"21:00\" }}\n"
        )
    });
    let reseller = json!(names[names.len() / 2]);
    format!(
        "apiVersion: consigne/v1\naccount: boreal\ngeneral: {{ can: QC1, resellerName: {reseller} }}\n\
         chat:\n  hours:\n    fr:\n      weeklySchedules:\n{}",
        schedules.collect::<String>()
    )
}

/// A saved plan of these names, shown in every form.
fn shown(bench: &Workbench, names: &[String], language: &str) -> BTreeMap<&'static str, String> {
    bench.write("names.yaml", &file(names));
    let plan = [
        "plan",
        "names.yaml",
        "--out",
        "plan.json",
        "--lang",
        language,
        // A finding of its own that harmless names do not have.
        "--allow-code",
        "look-alike-letters",
    ];
    // The CAN is another one, so that a refusal is told as well.
    let output = bench.run_whole(TOKEN, &plan);
    assert_eq!(output.status.code(), Some(3), "{output:?}");
    in_every_form(bench, &["show", "plan.json", "--lang", language])
}

fn in_every_form(bench: &Workbench, arguments: &[&str]) -> BTreeMap<&'static str, String> {
    let one = |form| {
        let output = bench.run(&[arguments, &["--format", form]].concat());
        assert!(output.stderr.is_empty(), "{form}: {output:?}");
        (form, String::from_utf8(output.stdout).unwrap())
    };
    FORMS.into_iter().map(one).collect()
}

#[test]
fn a_plan_of_hostile_names_differs_from_a_harmless_one_in_text_alone() {
    let bench = Workbench::with_portal(SEED);
    let hostile: Vec<_> = all()
        .into_iter()
        .filter(|name| is_name(name))
        .take(80)
        .collect();
    let hostile = &hostile[..hostile.len() - 1];
    assert!(
        NAMES.len() >= 60 && hostile.len() >= 50,
        "{}",
        hostile.len()
    );
    for language in ["fr", "en"] {
        let evil = shown(&bench, hostile, language);
        let view: Value = serde_json::from_str(&evil["json"]).unwrap();
        let plain = shown(&bench, &harmless_in_the_order_of(&view), language);
        for form in FORMS {
            check(form, &evil[form]);
            let (evil, plain) = (skeleton(form, &evil[form]), skeleton(form, &plain[form]));
            assert!(
                evil == plain,
                "{form} {language}\n{}",
                first_difference(&evil, &plain)
            );
        }
        let schema = serde_json::from_str(include_str!("../../schema/plan.schema.json")).unwrap();
        assert!(jsonschema::is_valid(&schema, &view));
        assert_eq!(lines_of_schedules(&view).len(), hostile.len());
    }
}

/// Keys that nobody knows, in files whose own names are no better.
#[cfg(unix)]
#[test]
fn findings_about_hostile_files_differ_from_harmless_ones_in_text_alone() {
    let named = |names: &[String]| {
        let bench = Workbench::new();
        for (at, name) in names.iter().enumerate() {
            let name = name.replace(['/', '\0'], "_");
            // A name in a directory has at most 255 bytes.
            let name: String = name.chars().take(60).collect();
            let key = json!(format!("k{}", "x".repeat(at)));
            let head = "apiVersion: consigne/v1\naccount: boreal\n";
            bench.write(&format!("{at:03}{name}.yaml"), &format!("{head}{key}: é\n"));
        }
        bench
    };
    let hostile = all();
    let (evil, plain) = (named(&hostile), named(&harmless(hostile.len())));
    for language in ["fr", "en"] {
        let arguments = ["validate", ".", "--lang", language];
        let (evil, plain) = (
            in_every_form(&evil, &arguments),
            in_every_form(&plain, &arguments),
        );
        for form in FORMS {
            check(form, &evil[form]);
            let (evil, plain) = (skeleton(form, &evil[form]), skeleton(form, &plain[form]));
            assert!(
                evil == plain,
                "{form} {language}\n{}",
                first_difference(&evil, &plain)
            );
        }
    }
}

#[test]
fn findings_about_hostile_keys_are_harmless_in_every_form() {
    let bench = Workbench::new();
    // YAML allows a key of one line 1,024 characters.
    let keys = all().into_iter().map(|name| {
        let key = in_ascii(&json!(format!("{name:.900}")).to_string());
        format!("  {key}: 1\n")
    });
    let head = "apiVersion: consigne/v1\naccount: boreal\ngeneral:\n";
    bench.write("keys.yaml", &format!("{head}{}", keys.collect::<String>()));
    for language in ["fr", "en"] {
        let shown = in_every_form(&bench, &["validate", "keys.yaml", "--lang", language]);
        for form in FORMS {
            check(form, &shown[form]);
        }
        let rows: Value = serde_json::from_str(&shown["json"]).unwrap();
        let schema = include_str!("../../schema/diagnostics.schema.json");
        assert!(jsonschema::is_valid(
            &serde_json::from_str(schema).unwrap(),
            &rows
        ));
        let count = rows["diagnostics"].as_array().unwrap().len();
        assert!(count >= 60, "{rows:#}");
    }
}

/// YAML takes a control by its number alone.
fn in_ascii(text: &str) -> String {
    let escaped = |c: char| match u32::from(c) {
        code @ (0x7f..=0x9f | 0xfeff) => format!("\\u{code:04x}"),
        _ => c.to_string(),
    };
    text.chars().map(escaped).collect()
}

#[test]
fn hidden_characters_that_yaml_refuses_are_shown_harmless() {
    let bench = Workbench::new();
    for name in all().iter().filter(|name| !is_name(name)) {
        let head = "apiVersion: consigne/v1\naccount: boreal\ngeneral:\n";
        bench.write("key.yaml", &format!("{head}  \"{name}\": 1\n"));
        for form in FORMS {
            let output = bench.run(&["validate", "key.yaml", "--format", form]);
            check(form, &String::from_utf8(output.stdout).unwrap());
        }
    }
}

/// What holds of a form whatever it says.
fn check(form: &str, text: &str) {
    for c in text.chars().filter(|c| *c != '\n') {
        assert!(!is_hidden(c), "{form}: {c:?} in {text}");
    }
    for line in text.lines() {
        match (form, command(line)) {
            (
                "github",
                Some(Command {
                    name, properties, ..
                }),
            ) => {
                assert!(
                    ["error", "warning", "notice"].contains(&name.as_str()),
                    "{line}"
                );
                for (key, _) in properties {
                    let known = ["file", "line", "endLine", "col", "endColumn", "title"];
                    assert!(known.contains(&key.as_str()), "{key}: {line}");
                }
            }
            ("github", None) => panic!("no command: {line}"),
            (_, None) => {}
            (form, Some(command)) => panic!("{form} is obeyed: {command:?} in {line}"),
        }
    }
    match form {
        "markdown" => check_comment(text),
        "html" => {
            assert_eq!(Html::parse_document(text).errors, Vec::<String>::new());
        }
        "sarif" => {
            // A bracket is not balanced there, which only some engines let pass.
            let schema = SARIF.replace("{2}]?$", "{2}$");
            let schema = serde_json::from_str(&schema).unwrap();
            let log = serde_json::from_str(text).unwrap();
            let errors = jsonschema::validator_for(&schema).unwrap();
            let errors: Vec<_> = errors
                .iter_errors(&log)
                .map(|error| error.to_string())
                .collect();
            assert!(errors.is_empty(), "{errors:#?}");
        }
        _ => {}
    }
}

/// Written here again, and on purpose not taken from what is tested.
fn is_hidden(c: char) -> bool {
    let code = u32::from(c);
    c.is_control()
        || [0xad, 0x34f, 0x61c, 0x3164, 0xfeff, 0x115f, 0x1160].contains(&code)
        || (0x200b..=0x200f).contains(&code)
        || (0x2028..=0x202e).contains(&code)
        || (0x2060..=0x206f).contains(&code)
        || (0xfe00..=0xfe0f).contains(&code)
        || (0xe0000..=0xe0fff).contains(&code)
}

/// As GitHub shows a comment.
fn rendered(markdown: &str) -> Html {
    let mut options = comrak::Options::default();
    options.extension.autolink = true;
    options.extension.strikethrough = true;
    options.extension.table = true;
    options.extension.tasklist = true;
    options.extension.footnotes = true;
    options.extension.alerts = true;
    options.extension.math_dollars = true;
    options.extension.math_code = true;
    options.extension.highlight = true;
    options.render.r#unsafe = true;
    Html::parse_fragment(&comrak::markdown_to_html(markdown, &options))
}

/// Nothing but what a comment of ours is made of, and no text that a forge would act upon.
fn check_comment(text: &str) {
    assert!(text.len() <= 65_000, "{}", text.len());
    // The parser puts a fragment into a document.
    const KNOWN: [&str; 18] = [
        "html", "body", "p", "strong", "code", "pre", "table", "thead", "tbody", "tr", "th", "td",
        "details", "summary", "ul", "li", "br", "h3",
    ];
    let page = rendered(text);
    for node in page.tree.nodes() {
        match node.value() {
            Node::Element(element) => {
                assert!(
                    KNOWN.contains(&element.name()),
                    "<{}> in {text}",
                    element.name()
                );
            }
            Node::Text(said) => {
                let mut above = node
                    .ancestors()
                    .filter_map(|node| node.value().as_element());
                if !above.any(|element| matches!(element.name(), "code" | "pre")) {
                    assert_eq!(acted_upon(said), None, "{text}");
                }
            }
            _ => {}
        }
    }
}

/// Text that a forge makes a mention, a reference or a link of.
fn acted_upon(text: &str) -> Option<&str> {
    let begins = |rest: &str, is: fn(char) -> bool| rest.starts_with(is);
    text.char_indices().find_map(|(at, _)| {
        let rest = &text[at..];
        let found = rest
            .strip_prefix('@')
            .is_some_and(|rest| begins(rest, char::is_alphanumeric))
            || rest
                .strip_prefix('#')
                .is_some_and(|rest| begins(rest, char::is_numeric))
            || rest
                .strip_prefix("GH-")
                .is_some_and(|rest| begins(rest, char::is_numeric))
            || rest.strip_prefix("://").is_some()
            || rest.strip_prefix("www.").is_some()
            || rest.starts_with(":rocket:")
            || rest.starts_with(":+1:");
        found.then_some(rest)
    })
}

/// Everything but text, in the order of the document.
fn skeleton(form: &str, text: &str) -> Vec<String> {
    match form {
        "text" => vec![text.lines().count().to_string()],
        "json" | "sarif" | "gitlab" => {
            let mut value: Value = serde_json::from_str(text).unwrap();
            blank(&mut value);
            format!("{value:#}").lines().map(str::to_owned).collect()
        }
        "markdown" => elements(&rendered(text)),
        "html" => elements(&Html::parse_document(text)),
        "github" => text
            .lines()
            .map(|line| {
                let command = command(line).unwrap();
                let lines = command.message.lines().count();
                let keys: Vec<_> = command.properties.keys().cloned().collect();
                let place = |key: &str| command.properties.get(key).cloned().unwrap_or_default();
                format!("{} {keys:?} {} {lines}", command.name, place("line"))
            })
            .collect(),
        "junit" => {
            let document = roxmltree::Document::parse(text).unwrap();
            let nodes = document.descendants().filter(roxmltree::Node::is_element);
            nodes
                .map(|node| {
                    let names: Vec<_> =
                        node.attributes().map(|one| one.name().to_owned()).collect();
                    let depth = node.ancestors().count();
                    let lines = node.text().unwrap_or_default().lines().count();
                    format!("{depth} {} {names:?} {lines}", node.tag_name().name())
                })
                .collect()
        }
        other => panic!("{other}"),
    }
}

fn blank(value: &mut Value) {
    match value {
        Value::String(text) => text.clear(),
        Value::Array(values) => values.iter_mut().for_each(blank),
        Value::Object(members) => members.values_mut().for_each(blank),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn elements(page: &Html) -> Vec<String> {
    let nodes = page.tree.root().descendants();
    let elements = nodes.filter_map(|node| {
        let depth = node.ancestors().count();
        match node.value() {
            Node::Element(element) => Some(format!(
                "{depth} {} {:?}",
                element.name(),
                element.attrs().collect::<Vec<_>>()
            )),
            Node::Comment(comment) => Some(format!("{depth} {comment:?}")),
            _ => None,
        }
    });
    elements.collect()
}

fn first_difference(evil: &[String], plain: &[String]) -> String {
    let at = evil
        .iter()
        .zip(plain)
        .position(|(evil, plain)| evil != plain);
    let at = at.unwrap_or(evil.len().min(plain.len()));
    let around = |lines: &[String]| {
        lines[at.saturating_sub(2).min(lines.len())..(at + 4).min(lines.len())].join("\n")
    };
    format!(
        "at {at} of {}:\n{}\nnot, of {}:\n{}",
        evil.len(),
        around(evil),
        plain.len(),
        around(plain)
    )
}
