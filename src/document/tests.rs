//! Text in, tree or findings out.

use super::{MAX_BYTES, parse, schema};
use crate::model::FieldPath;

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
    check(
        "chat: { hours: { both: { holidays: [] } } }\n",
        &["holidays-unsupported@3"],
    );
    check("chat: { hours: { es: {} } }\n", &["unknown-key@3"]);
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
    let text = schema().to_string();
    assert!(!text.contains("null"), "{text}");
    assert!(text.contains("\"additionalProperties\":false"));
}

#[test]
fn the_committed_schema_is_fresh() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/reseller.schema.json");
    let now = format!("{:#}\n", schema());
    if std::env::var_os("UPDATE").is_some() {
        std::io::Write::write_all(&mut std::fs::File::create(path).unwrap(), now.as_bytes())
            .unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == now,
        "run `UPDATE=1 cargo test` and commit schema/"
    );
}
