//! Text in, tree or findings out.

use serde_json::Value as Json;

use super::schema::shape_schema;
use super::{MAX_BYTES, Node, Value, json, parse, schema, tree, typed};
use crate::field::fields;
use crate::model::{FieldPath, Language};

const HEAD: &str = "apiVersion: consigne/v1\naccount: boreal\n";

/// `code@line` of each finding, in order.
fn findings(bytes: &[u8]) -> Vec<String> {
    let parsed = parse(bytes);
    let line = |at: usize| 1 + parsed.text[..at].matches('\n').count();
    let findings = parsed.document.err().unwrap_or_default();
    findings
        .iter()
        .map(|finding| format!("{}@{}", finding.code, line(finding.span.start)))
        .collect()
}

#[test]
fn what_is_no_text_or_no_mapping() {
    let check = |name: &str, bytes: &[u8], expect: &str| {
        assert_eq!(findings(bytes), [expect], "{name}");
    };
    check("nothing", b"", "empty-file@1");
    check("a comment", b"# soon\n", "empty-file@1");
    check("a list", b"- 1\n", "not-a-mapping@1");
    check("a scalar", b"hello\n", "not-a-mapping@1");
    check("UTF-16 with a mark", b"\xff\xfea\0", "not-utf8@1");
    check("UTF-16 without", b"a\0p\0", "not-utf8@1");
    check("Windows-1252", b"a: 1\nb: Qu\xe9bec\n", "not-utf8@2");
    check("a NUL", b"a: 1\nb: x\0y\n", "control-character@2");
    check(
        "one byte too many",
        &vec![b'#'; MAX_BYTES + 1],
        "too-large@1",
    );
    check(
        "100,000 brackets",
        "[".repeat(100_000).as_bytes(),
        "too-deep@1",
    );
    check(
        "100,000 dashes",
        "- ".repeat(100_000).as_bytes(),
        "too-deep@1",
    );
    check(
        "100,000 braces",
        "{a: ".repeat(100_000).as_bytes(),
        "too-deep@1",
    );
    check("two documents", b"a: 1\n---\nb: 2\n", "several-documents@2");
    check("an unclosed quote", b"a: \"x\n", "syntax@1");
    check("an unclosed bracket", b"a: [x\n", "syntax@1");
    check("an unknown anchor", b"a: *x\n", "syntax@1");
    check("a tab", b"a:\n\tb: 1\n", "tab@2");
    check("a value in itself", b"a: &x [*x]\n", "alias-in-itself@1");
}

#[test]
fn anchors_repeat_a_little_and_no_more() {
    let bomb: String = (1..12).fold(
        "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".into(),
        |text, n| {
            let before = format!("*a{}, ", n - 1).repeat(10);
            format!("{text}a{n}: &a{n} [{before}]\n")
        },
    );
    assert!(findings(bomb.as_bytes())[0].starts_with("too-many-aliases"));
    let long = format!(
        "a: &a {}\nb: [{}]\n",
        "x".repeat(100_000),
        "*a, ".repeat(20_000)
    );
    assert_eq!(findings(long.as_bytes()), ["too-many-aliases@2"]);
    let useful = "chat:\n  hours:\n    fr: { weekendHours: &w { days: all, allDay: true } }\n    en: { weekendHours: *w }\n";
    assert_eq!(findings(format!("{HEAD}{useful}").as_bytes()), [""; 0]);
}

#[test]
fn shape_of_holidays() {
    let check = |entry: &str, expect: &[&str]| {
        let yaml = format!("chat: {{ hours: {{ both: {{ holidays: [{{ {entry} }}] }} }} }}\n");
        let found = findings(format!("{HEAD}{yaml}").as_bytes());
        assert_eq!(found, expect, "{entry}");
    };
    let rest = "calendar: CA-QC, availability: closed";
    check(&format!("{rest}, years: [2027]"), &[]);
    check(&format!("{rest}, years: 2027"), &["wrong-type@3"]);
    check(
        &format!("{rest}, years: [\"2027\", -1, 70000]"),
        &["wrong-type@3", "year-out-of-range@3", "year-out-of-range@3"],
    );
    // Whole numbers in an odd form, which the schema alone would take.
    check(
        &format!("{rest}, years: [2027.0, 2.027e3]"),
        &["year-out-of-range@3", "year-out-of-range@3"],
    );
    check("calendar: CA-QC, years: [2027]", &["missing-key@3"]);
}

#[test]
fn shape() {
    let check = |yaml: &str, expect: &[&str]| {
        assert_eq!(
            findings(format!("{HEAD}{yaml}").as_bytes()),
            expect,
            "{yaml}"
        );
    };
    check("", &[]);
    check("generall: {}\n", &["unknown-key@3"]);
    check(
        "general: { can: 0412, spid: 1E5 }\n",
        &["needs-quotes@3", "needs-quotes@3"],
    );
    check(
        "administrator:\n  phone: +15145550142\n",
        &["needs-quotes@4"],
    );
    check("administrator: { email: }\n", &["null-value@3"]);
    check("administrator: { primary: ~ }\n", &["null-value@3"]);
    check("general:\n", &["null-value@3"]);
    check(
        "general: { address: { street: x, city: y } }\n",
        &["missing-key@3"],
    );
    check(
        "general: { defaultCustomerLanguage: french }\n",
        &["not-one-of@3"],
    );
    check("chat: { enabled: yes }\n", &["wrong-type@3"]);
    check(
        "chat: { hours: { both: { weekendHours: { days: [sat, sunday], allDay: true } } } }\n",
        &["not-one-of@3"],
    );
    check(
        "chat: { hours: { both: { weekendHours: { days: weekend, allDay: true } } } }\n",
        &["not-one-of@3"],
    );
    check("chat: { hours: { bth: {} } }\n", &["unknown-key@3"]);
    check("chat: { hours: { es: {} } }\n", &["unknown-language@3"]);
    check("delegates: Jean\n", &["wrong-type@3"]);
    check("delegates: [{ user: \"1\" }]\n", &["missing-key@3"]);
    check("password: x\nurl: y\n", &["password-key@3", "portal-key@4"]);
    check("general: {}\n\"gener\\x61l\": {}\n", &["duplicate-key@4"]);
    check("general: { <<: {} }\n", &["merge-key@3"]);
    check("general: { spid: !secret x }\n", &["tag@3"]);
    check(
        "general: { address: { street: x, city: y, province: ON, country: NO } }\n",
        &[],
    );
    check("zz: 1\nyy: 2\n", &["unknown-key@3", "unknown-key@4"]);
}

#[test]
fn an_address_is_whole_or_empty_and_a_phone_may_be() {
    let check = |yaml: &str, expect: &[&str]| {
        assert_eq!(
            findings(format!("{HEAD}{yaml}").as_bytes()),
            expect,
            "{yaml}"
        );
    };
    check("general: { address: {} }\n", &[]);
    check("administrator: { phone: \"\" }\n", &[]);
    check(
        "general: { address: { province: QC } }\n",
        &["missing-key@3", "missing-key@3", "missing-key@3"],
    );
    for nothing in ["~", "\"\"", "[]", "false"] {
        let yaml = format!("general: {{ address: {nothing} }}\n");
        assert_eq!(
            findings(format!("{HEAD}{yaml}").as_bytes()).len(),
            1,
            "{yaml}"
        );
    }
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_accepted() {
    let text = format!("\u{feff}{HEAD}").replace('\n', "\r\n");
    assert_eq!(findings(text.as_bytes()), [""; 0]);
}

#[test]
fn places() {
    let text = format!("{HEAD}delegates:\n  - user: \"1\"\n    name: Jean\n");
    let document = parse(text.as_bytes()).document.unwrap();
    let at = |path: &FieldPath| &text[document.locate(path).start..document.locate(path).end];
    let delegate = FieldPath::of("delegates").index(0);
    assert_eq!(at(&FieldPath::of("account")), "boreal");
    assert_eq!(at(&delegate.key("name")), "Jean");
    assert_eq!(&text[document.locate_key(&delegate).start..][..4], "user");
}

#[test]
fn the_schema_has_no_null_and_refuses_unknown_keys() {
    let text = schema(Language::En).to_string();
    assert!(!text.contains("null"), "{text}");
    assert!(text.contains("\"additionalProperties\":false"));
}

/// What an editor shows and no file is judged by.
const FOR_EDITORS: [&str; 4] = ["title", "description", "examples", "default"];

/// Keywords for editors, which are not to be taken for keys of the file.
fn without_texts(schema: &mut Json) {
    if let Json::Object(members) = schema {
        for keyword in FOR_EDITORS {
            members.remove(keyword);
        }
        for (keyword, value) in members {
            if keyword == "properties"
                && let Json::Object(keys) = value
            {
                keys.values_mut().for_each(without_texts);
            } else {
                without_texts(value);
            }
        }
    } else if let Json::Array(values) = schema {
        values.iter_mut().for_each(without_texts);
    }
}

#[test]
fn editors_get_the_schema_that_judges_with_texts() {
    let mut judge = super::judge::<super::shape::File>();
    without_texts(&mut judge);
    for language in Language::ALL {
        let mut published = schema(language);
        jsonschema::draft202012::meta::validate(&published).unwrap();
        without_texts(&mut published);
        assert_eq!(published, judge, "{language}");
    }
}

#[test]
fn every_key_has_a_text_an_example_and_valid_ones() {
    fn walk(at: &Json, path: &str) -> usize {
        let items = at
            .get("items")
            .map_or(0, |items| walk(items, &format!("{path}[]")));
        let keys = at["properties"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(key, below)| {
                let path = format!("{path}.{key}");
                for keyword in ["title", "description"] {
                    assert!(
                        below[keyword].as_str().is_some_and(|text| !text.is_empty()),
                        "{path}"
                    );
                }
                let mut alone = below.clone();
                alone["$defs"] = schema(Language::En)["$defs"].take();
                let validator = jsonschema::validator_for(&alone).unwrap();
                let defaults = below.get("default").into_iter();
                let examples = below["examples"].as_array().unwrap().iter().chain(defaults);
                assert!(examples.clone().count() > 0, "{path}");
                for example in examples {
                    assert!(validator.is_valid(example), "{path}: {example}");
                }
                1 + walk(below, &path)
            });
        items + keys.sum::<usize>()
    }
    assert!(walk(&schema(Language::En), "") > fields().count());
}

/// Findings of a whole file, the lowering included.
fn all_findings(yaml: &str) -> Vec<String> {
    let findings = match parse(yaml.as_bytes()).document {
        Ok(document) => crate::desired::lower(&document).findings,
        Err(findings) => findings,
    };
    let codes = findings.iter().map(|finding| finding.code.to_owned());
    codes.collect()
}

/// Examples of whole sections and lists, each in a file that holds nothing else.
#[test]
fn examples_of_the_table_are_valid_files() {
    let keys = ["workingHours.", "holidays", "account", "apiVersion"];
    let whole = fields().filter(|field| !keys.iter().any(|key| field.path.contains(key)));
    let mut count = 0;
    for field in whole.filter(|field| !field.path.contains("[]")) {
        let alone = ["weekendHours.", "address."]
            .iter()
            .any(|key| field.path.contains(key));
        for example in field.examples.iter().filter(|_| !alone) {
            let path = field.path.replace('*', "fr");
            let (open, close) = (
                path.replace('.', ": { "),
                " }".repeat(path.matches('.').count()),
            );
            let yaml = format!("{HEAD}{open}: {example}{close}\n");
            assert_eq!(all_findings(&yaml), [""; 0], "{yaml}");
            count += 1;
        }
    }
    assert!(count > 30, "{count} examples");
}

#[test]
fn the_committed_schemas_are_fresh() {
    for (file, language) in [
        ("reseller.schema.json", Language::En),
        ("reseller.fr.schema.json", Language::Fr),
    ] {
        let path = format!("{}/schema/{file}", env!("CARGO_MANIFEST_DIR"));
        let now = format!("{:#}\n", schema(language));
        if std::env::var_os("UPDATE").is_some() {
            std::io::Write::write_all(&mut std::fs::File::create(&path).unwrap(), now.as_bytes())
                .unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == now,
            "run `UPDATE=1 cargo test` and commit schema/{file}"
        );
    }
}

/// The typed reading and the schema are two gates, and nothing may pass one alone.
#[test]
fn what_is_read_is_what_the_schema_accepts() {
    fn each(node: &Node, change: &mut dyn FnMut(&[usize]), at: &mut Vec<usize>) {
        change(at);
        let children: Vec<&Node> = match &node.value {
            Value::Map(members) => members.iter().map(|member| &member.value).collect(),
            Value::List(nodes) => nodes.iter().collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => Vec::new(),
        };
        for (index, child) in children.into_iter().enumerate() {
            at.push(index);
            each(child, change, at);
            at.pop();
        }
    }
    fn replaced(node: &Node, at: &[usize], with: &Node) -> Node {
        let [first, rest @ ..] = at else {
            return with.clone();
        };
        let mut node = node.clone();
        match &mut node.value {
            Value::Map(members) => {
                members[*first].value = replaced(&members[*first].value, rest, with);
            }
            Value::List(nodes) => nodes[*first] = replaced(&nodes[*first], rest, with),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Text(_) => {}
        }
        node
    }
    let validator = jsonschema::validator_for(&shape_schema::<super::shape::File>()).unwrap();
    let root = tree::build(include_str!("../../examples/boreal/reseller.yaml"))
        .root
        .unwrap();
    let strange = "[~, true, 1, -1, 1.5, 70000, '', mon, all, fr, [], {}, [mon], [[mon]], [1], [~], {mon: {}}, {mon: ~}, {all: {}}, [{mon: {}}], [a, b], {zz: 1}]";
    let Value::List(strange) = tree::build(strange).root.unwrap().value else {
        panic!("a list");
    };
    let mut compared = 0;
    let mut compare = |at: &[usize]| {
        for value in &strange {
            let changed = replaced(&root, at, value);
            let (read, valid) = (
                typed::typed::<super::shape::File>(&changed).is_some(),
                validator.is_valid(&json::json_of(&changed)),
            );
            assert_eq!(read, valid, "{value:?} at {at:?}");
            compared += 1;
        }
    };
    each(&root, &mut compare, &mut Vec::new());
    assert!(compared > 1_000, "{compared}");
}
