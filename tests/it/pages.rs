//! The portal's pages over plain HTTP: who gets in, what a form changes, and what is refused without effect. What a
//! browser makes of them is tested in `tests/pages`.

use std::collections::BTreeMap;
use std::process::Stdio;

use serde_json::Value;

use crate::wire::{Answer, Wire, address};
use crate::workbench::{TOKEN, Workbench};

const SEED: &str = "\
accounts:
  - account: boreal
    can: QC104233
    telephony: { pbx: BroadSoft-MTL-1, provider: Réseau Laurentien }
    primary: { userCode: '1001', name: Marie Tremblay, email: marie@boreal.example, phone: '+15145550142', password: 'Motdepasse1!' }
    candidates:
      - { userCode: '2041', name: Jean Roy, email: jean@boreal.example, password: 'Motdepasse2!' }
      - { userCode: '2107', name: Aïcha Benali }
    softwareDeployed: true
    settings:
      general: { spid: SP-1, resellerName: Boréal }
      delegates: [{ userCode: '2041', name: Jean Roy }]
      chat:
        enabled: true
        fr:
          weeklySchedules: [{ id: abcdefghijklmnopqrstuvwxyz, name: Jeudi soir, days: [thu], startTime: '18:00', endTime: '24:00' }]
";
const SAME_ORIGIN: &str = "sec-fetch-site: same-origin";
const JEUDI: &str = "/settings/fr/weekly-schedules/abcdefghijklmnopqrstuvwxyz";

fn portal(flags: &[&str]) -> Workbench {
    let mut bench = Workbench::seeded(SEED);
    bench.serve(&[&["--log", "off"], flags].concat(), Stdio::null());
    bench
}

/// Somebody with a browser: a cookie, and the page that it shows.
struct Visitor {
    wire: Wire,
    cookie: String,
    page: Answer,
}

/// Fields as a browser sends them.
fn encoded(fields: &[(&str, &str)]) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.extend_pairs(fields);
    form.finish()
}

impl Visitor {
    fn at(bench: &Workbench) -> Self {
        let mut wire = Wire::as_nobody(&address(bench)).unwrap();
        let page = wire.ask("GET", "/login", "x-odd: 1", "").unwrap();
        Self {
            wire,
            cookie: String::new(),
            page,
        }
    }

    fn logged_in(bench: &Workbench, user: &str, password: &str) -> Self {
        let mut visitor = Self::at(bench);
        visitor.post("/login", &[("user", user), ("password", password)]);
        assert_eq!(visitor.page.status, 303, "{:?}", visitor.page);
        visitor.open("/settings");
        visitor
    }

    fn primary(bench: &Workbench) -> Self {
        Self::logged_in(bench, "marie@boreal.example", "Motdepasse1!")
    }

    fn send(&mut self, method: &str, path: &str, headers: &str, body: &str) {
        let cookie = format!("cookie: consigne-session={}", self.cookie);
        let headers = [&cookie, headers].join("\r\n");
        self.page = self
            .wire
            .ask(method, path, headers.trim_end(), body)
            .unwrap();
        if let Some(set) = self.page.headers.get("set-cookie") {
            let value = set.split([';', '=']).nth(1).unwrap();
            self.cookie = value.to_owned();
        }
    }

    fn open(&mut self, path: &str) {
        self.send("GET", path, "", "");
    }

    fn post(&mut self, path: &str, fields: &[(&str, &str)]) {
        self.send("POST", path, SAME_ORIGIN, &encoded(fields));
    }

    /// The value of the first hidden field of this name in the form that is posted to a path.
    fn hidden(&self, path: &str, name: &str) -> String {
        let form = format!("action=\"{path}\"");
        let (_, form) = self.page.body.split_once(&form).expect(&self.page.body);
        let field = format!("name=\"{name}\" value=\"");
        let (_, value) = form.split_once(&field).expect(form);
        let (value, _) = value.split_once('"').unwrap();
        value.replace("&quot;", "\"").replace("&amp;", "&")
    }

    /// Fills in a form of the page that is open and saves it.
    fn save(&mut self, path: &str, fields: &[(&str, &str)]) {
        let proof = self.hidden(path, "proof");
        let tag = self.hidden(path, "tag");
        let all = [&[("proof", &*proof), ("tag", &*tag)][..], fields].concat();
        self.post(path, &all);
    }

    fn shows(&self, text: &str) -> bool {
        self.page.body.contains(text)
    }
}

const GENERAL: [(&str, &str); 3] = [
    ("spid", "SP-1"),
    ("resellerName", "Autre nom"),
    ("customerLanguage", "en"),
];

fn settings(bench: &Workbench) -> Value {
    let mut wire = Wire::to(&address(bench)).unwrap();
    let path = "/v1/accounts/boreal/settings";
    let answer = wire.ask("GET", path, "x-odd: 1", "").unwrap();
    serde_json::from_str(&answer.body).unwrap()
}

fn audit(bench: &Workbench) -> Vec<Value> {
    let (exit, text, errors) = bench.administer(&["audit", "--format", "json"]);
    assert_eq!(exit, 0, "{errors}");
    let report: Value = serde_json::from_str(&text).unwrap();
    report["entries"].as_array().unwrap().clone()
}

#[test]
fn every_page_keeps_to_itself() {
    let bench = portal(&[]);
    let mut visitor = Visitor::primary(&bench);
    for path in [
        "/login",
        "/login/forgot",
        "/settings",
        JEUDI,
        "/week/fr",
        "/week/en",
        "/yaml",
        "/history",
        "/billing",
        "/settings/password",
    ] {
        visitor.open(path);
        let Answer {
            status,
            headers,
            body,
        } = &visitor.page;
        assert_eq!(*status, 200, "{path}: {body}");
        let policy = "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        for (name, value) in [
            ("content-security-policy", policy),
            ("referrer-policy", "same-origin"),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
            ("content-type", "text/html; charset=utf-8"),
        ] {
            assert_eq!(headers[name], value, "{path}");
        }
        for never in ["<script", " style=", " onclick", "javascript:"] {
            assert!(!body.contains(never), "{path}: {never}");
        }
        // Before a login the browser says which language.
        let language = if path.starts_with("/login") {
            "en"
        } else {
            "fr"
        };
        let begins = format!("<!DOCTYPE html><html lang=\"{language}\">");
        assert!(body.starts_with(&begins), "{path}: {body}");
    }
}

#[test]
fn who_logs_in_sees_what_the_role_may_do() {
    let bench = portal(&[]);
    for (user, password, status) in [
        ("marie@boreal.example", "Motdepasse1!", 303),
        ("MARIE@boreal.example", "Motdepasse1!", 303),
        ("jean@boreal.example", "Motdepasse2!", 303),
        ("jean@boreal.example", "Motdepasse1!", 401),
        ("aicha@boreal.example", "Motdepasse1!", 401),
        ("", "", 401),
    ] {
        let mut visitor = Visitor::at(&bench);
        visitor.post("/login", &[("user", user), ("password", password)]);
        assert_eq!(visitor.page.status, status, "{user}");
        assert_eq!(visitor.cookie.is_empty(), status == 401, "{user}");
        assert!(!visitor.shows(password) || password.is_empty(), "{user}");
    }
    let primary = Visitor::primary(&bench);
    let mut delegate = Visitor::logged_in(&bench, "jean@boreal.example", "Motdepasse2!");
    for (text, delegate_sees) in [
        ("+15145550142", false),
        ("Ajouter administrateur délégué", false),
        ("Modifier mot de passe", false),
        ("QC104233", true),
        ("1001 Marie Tremblay", true),
    ] {
        assert!(primary.shows(text), "{text}");
        assert_eq!(delegate.shows(text), delegate_sees, "{text}");
    }
    // The server refuses what the page does not offer.
    let before = settings(&bench);
    let proof = delegate.hidden("/logout", "proof");
    for (path, fields) in [
        ("/settings/delegates", vec![("user", "2107")]),
        ("/settings/delegates/remove", vec![("user", "2041")]),
        (
            "/settings/administrator",
            vec![
                ("email", "x@boreal.example"),
                ("language", "fr"),
                ("tag", "*"),
            ],
        ),
        (
            "/settings/password",
            vec![
                ("current", "Motdepasse1!"),
                ("new", "Autre-mot-9"),
                ("again", "Autre-mot-9"),
            ],
        ),
    ] {
        delegate.post(path, &[&[("proof", &*proof)][..], &fields].concat());
        assert_eq!(delegate.page.status, 403, "{path}: {}", delegate.page.body);
    }
    assert_eq!(settings(&bench), before);
    // Chat is open to delegates, as by the contract.
    delegate.open(JEUDI);
    delegate.save(
        JEUDI,
        &[
            ("name", "Jeudi"),
            ("day", "thu"),
            ("start", "18:00"),
            ("end", "20:00"),
        ],
    );
    assert_eq!(delegate.page.status, 303, "{}", delegate.page.body);
    let last = audit(&bench).pop().unwrap();
    assert_eq!([&last["who"], &last["means"]], ["2041", "page"]);
}

#[test]
fn a_save_is_one_write_of_what_the_form_holds() {
    let bench = portal(&[]);
    let mut visitor = Visitor::primary(&bench);
    let rows = audit(&bench).len();
    visitor.save("/settings/general", &GENERAL);
    assert_eq!(visitor.page.headers["location"], "/settings?saved=yes");
    assert_eq!(audit(&bench).len(), rows + 1);
    visitor.open("/settings?saved=yes");
    assert!(visitor.shows("role=\"status\">Enregistré<"));
    assert_eq!(settings(&bench)["general"]["resellerName"], "Autre nom");
    // Each form and its fields, and what the account holds afterwards.
    let times = [("start", "08:00"), ("end", "24:00")];
    for (path, fields, pointer, expected) in [
        (
            "/settings/fr/working-hours",
            [
                &times[..],
                &[("day", "mon"), ("day", "fri"), ("lunch", "yes")],
            ]
            .concat(),
            "/chat/fr/workingHours",
            serde_json::json!({ "days": ["mon", "fri"], "startTime": "08:00", "endTime": "24:00", "allDay": false, "lunchBreakEnabled": true }),
        ),
        (
            "/settings/en/weekend-hours",
            vec![("everyDay", "yes"), ("allDay", "yes"), ("start", "10:00")],
            "/chat/en/weekendHours",
            serde_json::json!({ "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "allDay": true }),
        ),
        (
            JEUDI,
            vec![
                ("name", "<b>Jeudi</b> & \"soir\""),
                ("day", "thu"),
                ("start", "17:00"),
                ("end", "01:00"),
            ],
            "/chat/fr/weeklySchedules/0/name",
            serde_json::json!("<b>Jeudi</b> & \"soir\""),
        ),
    ] {
        visitor.open(path);
        visitor.save(path, &fields);
        assert_eq!(visitor.page.status, 303, "{path}: {}", visitor.page.body);
        assert_eq!(settings(&bench).pointer(pointer), Some(&expected), "{path}");
    }
    // Ticking the box made the lunch break, and hostile text is text.
    visitor.open("/settings");
    assert!(visitor.shows("href=\"/settings/fr/lunch-break\">Pause-repas<"));
    assert!(
        visitor.shows("&lt;b&gt;Jeudi&lt;/b&gt; &amp; &quot;soir&quot;<"),
        "{}",
        visitor.page.body
    );
}

#[test]
fn an_event_lasts_until_midnight_as_people_say_it() {
    let bench = portal(&[]);
    let mut visitor = Visitor::primary(&bench);
    let event = [
        ("name", "Noël"),
        ("availability", "closed"),
        ("startDate", "2027-12-24"),
    ];
    for (more, starts, ends) in [
        (
            vec![("allDay", "yes")],
            "2027-12-24T00:00",
            "2027-12-25T00:00",
        ),
        (
            vec![("allDay", "yes"), ("endDate", "2027-12-26")],
            "2027-12-24T00:00",
            "2027-12-27T00:00",
        ),
        (
            vec![("start", "12:00"), ("end", "24:00")],
            "2027-12-24T12:00",
            "2027-12-25T00:00",
        ),
        (
            vec![("start", "12:00"), ("end", "13:30")],
            "2027-12-24T12:00",
            "2027-12-24T13:30",
        ),
    ] {
        visitor.open("/settings/fr/special-events/new");
        let (_, path) = visitor
            .page
            .body
            .split_once("method=\"post\" action=\"/settings/fr")
            .unwrap();
        let path = format!("/settings/fr{}", path.split_once('"').unwrap().0);
        let proof = visitor.hidden(&path, "proof");
        let new = [("proof", &*proof), ("new", "yes")];
        let fields = [&new[..], &event, &more].concat();
        visitor.post(&path, &fields);
        assert_eq!(visitor.page.status, 303, "{}", visitor.page.body);
        let stored = settings(&bench)["chat"]["fr"]["specialEvents"][0].clone();
        assert_eq!([&stored["startsAt"], &stored["endsAt"]], [starts, ends]);
        // The same form a second time makes no second event.
        visitor.post(&path, &fields);
        assert_ne!(visitor.page.status, 303, "sent twice");
        assert_eq!(
            settings(&bench)["chat"]["fr"]["specialEvents"]
                .as_array()
                .unwrap()
                .len(),
            1
        );
        visitor.open(&path);
        let delete = format!("{path}/delete");
        let (proof, tag) = (
            visitor.hidden(&delete, "proof"),
            visitor.hidden(&delete, "tag"),
        );
        visitor.post(&delete, &[("proof", &proof), ("tag", &tag)]);
        assert_eq!(visitor.page.status, 303);
        assert_eq!(
            settings(&bench)["chat"]["fr"]["specialEvents"],
            serde_json::json!([])
        );
    }
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_what_was_entered_stays() {
    let bench = portal(&[]);
    let before = settings(&bench);
    let mut visitor = Visitor::primary(&bench);
    for (path, fields, status, faults) in [
        (
            "/settings/general",
            vec![
                ("spid", "é"),
                ("resellerName", ""),
                ("customerLanguage", "fr"),
                ("street", "1, rue Une"),
            ],
            422,
            vec![
                "general-spid",
                "general-resellerName",
                "general-city",
                "general-country",
            ],
        ),
        (
            "/settings/administrator",
            vec![("email", "personne"), ("phone", "12"), ("language", "de")],
            422,
            vec![
                "administrator-email",
                "administrator-phone",
                "administrator-language",
            ],
        ),
        (
            "/settings/chat",
            vec![("timeZone", "Mars/Olympus"), ("enabled", "yes")],
            422,
            vec!["chat-timeZone"],
        ),
        (
            JEUDI,
            vec![
                ("name", "Jeudi"),
                ("day", "thu"),
                ("start", "25:00"),
                ("end", "8h"),
            ],
            422,
            vec!["schedule-start", "schedule-end"],
        ),
        (
            JEUDI,
            vec![("name", ""), ("start", "08:00")],
            422,
            vec!["schedule-name"],
        ),
    ] {
        visitor.open(if path == JEUDI { JEUDI } else { "/settings" });
        visitor.save(path, &fields);
        let body = &visitor.page.body;
        assert_eq!(visitor.page.status, status, "{path}: {body}");
        assert!(
            body.contains("id=\"errors\" tabindex=\"-1\" autofocus"),
            "{path}: {body}"
        );
        for fault in faults {
            assert!(
                body.contains(&format!("<a href=\"#{fault}\">")),
                "{path} {fault}: {body}"
            );
            assert!(
                body.contains(&format!("id=\"{fault}-fault\"")),
                "{path} {fault}: {body}"
            );
        }
        for (_, entered) in fields
            .iter()
            .filter(|(name, _)| !matches!(*name, "day" | "enabled"))
        {
            assert!(
                body.contains(&format!("value=\"{entered}\"")),
                "{path} {entered}: {body}"
            );
        }
    }
    assert_eq!(settings(&bench), before);
}

#[test]
fn a_save_on_an_old_state_shows_three_versions_and_writes_nothing() {
    let bench = portal(&[]);
    let mut first = Visitor::primary(&bench);
    let mut second = Visitor::logged_in(&bench, "jean@boreal.example", "Motdepasse2!");
    second.save(
        "/settings/general",
        &[
            ("spid", "SP-2"),
            ("resellerName", "De Jean"),
            ("customerLanguage", "fr"),
        ],
    );
    assert_eq!(second.page.status, 303);
    let was = [
        ("was.spid", "SP-1"),
        ("was.resellerName", "Boréal"),
        ("was.customerLanguage", "fr"),
    ];
    first.save("/settings/general", &[&was[..], &GENERAL].concat());
    assert_eq!(first.page.status, 412);
    for text in [
        "2041",
        "<strong>Boréal<",
        "<strong>De Jean<",
        "<strong>Autre nom<",
    ] {
        assert!(first.shows(text), "{text}: {}", first.page.body);
    }
    assert!(!first.shows("checked"), "nothing is chosen beforehand");
    assert_eq!(settings(&bench)["general"]["resellerName"], "De Jean");
    // Everything that the page carries, and a choice for each field but one.
    let carried: Vec<(String, String)> = ["was.", "now.", "mine."]
        .iter()
        .flat_map(|version| {
            [
                "spid",
                "resellerName",
                "customerLanguage",
                "street",
                "city",
                "country",
                "province",
                "postalCode",
            ]
            .map(|name| format!("{version}{name}"))
        })
        .map(|name| (name.clone(), first.hidden("/settings/general", &name)))
        .collect();
    let mut fields: Vec<(&str, &str)> = carried
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    fields.extend([
        ("chosen", "yes"),
        ("pick.spid", "now"),
        ("pick.customerLanguage", "mine"),
    ]);
    first.save("/settings/general", &fields);
    assert_eq!(first.page.status, 412, "{}", first.page.body);
    assert!(
        first.shows("href=\"#general-resellerName\""),
        "{}",
        first.page.body
    );
    fields.push(("pick.resellerName", "mine"));
    first.save("/settings/general", &fields);
    assert_eq!(first.page.status, 303, "{}", first.page.body);
    let general = &settings(&bench)["general"];
    let held = ["spid", "resellerName", "defaultCustomerLanguage"]
        .map(|name| general[name].as_str().unwrap());
    assert_eq!(held, ["SP-2", "Autre nom", "en"]);
}

/// Whoever chooses sees what there was when the question was put. What is saved while they choose is asked about
/// again, and never overwritten unseen.
#[test]
fn a_third_save_during_the_choice_is_asked_about_again() {
    let bench = portal(&[]);
    let general = "/settings/general";
    let mut first = Visitor::primary(&bench);
    let mut second = Visitor::logged_in(&bench, "jean@boreal.example", "Motdepasse2!");
    let spid = |spid| {
        [
            ("spid", spid),
            ("resellerName", "Boréal"),
            ("customerLanguage", "fr"),
        ]
    };
    second.save(general, &spid("SP-2"));
    first.save(general, &spid("SP-9"));
    assert_eq!(first.page.status, 412);
    second.open("/settings");
    second.save(general, &spid("SP-3"));
    let versions = [
        ("was.spid", "SP-1"),
        ("now.spid", "SP-2"),
        ("mine.spid", "SP-9"),
    ];
    let chosen = [("chosen", "yes")];
    first.save(general, &[&versions[..], &chosen].concat());
    assert!(first.shows("href=\"#general-spid\""), "{}", first.page.body);
    for pick in ["now", "mine"] {
        let picked = [("pick.spid", pick), ("chosen", "yes")];
        let same = ["now.", "mine."].map(|version| {
            [("resellerName", "Boréal"), ("customerLanguage", "fr")]
                .map(|(name, value)| (format!("{version}{name}"), value))
        });
        let same: Vec<_> = same
            .iter()
            .flatten()
            .map(|(name, value)| (&**name, *value))
            .collect();
        let mut asked = Visitor::primary(&bench);
        asked.page.body.clone_from(&first.page.body);
        asked.cookie.clone_from(&first.cookie);
        asked.save(general, &[&versions[..], &picked, &same].concat());
        assert_eq!(asked.page.status, 412, "{pick}: {}", asked.page.body);
        assert!(asked.shows("<strong>SP-3<"), "{pick}: {}", asked.page.body);
        assert_eq!(settings(&bench)["general"]["spid"], "SP-3", "{pick}");
    }
}

#[test]
fn what_no_page_of_the_session_sent_is_refused_without_effect() {
    let bench = portal(&[]);
    let mut visitor = Visitor::primary(&bench);
    let before = settings(&bench);
    let proof = visitor.hidden("/settings/general", "proof");
    let tag = visitor.hidden("/settings/general", "tag");
    let fields =
        |proof: &str| encoded(&[&[("proof", proof), ("tag", &*tag)][..], &GENERAL].concat());
    let host = address(&bench);
    let own = format!("origin: http://{host}");
    for (name, headers, proof, status) in [
        ("a foreign site", "sec-fetch-site: cross-site", &*proof, 403),
        (
            "a foreign origin",
            "origin: https://elsewhere.example",
            &proof,
            403,
        ),
        ("an origin of nothing", "origin: null", &proof, 403),
        ("no headers of a browser", "x-odd: 1", &proof, 403),
        ("a forged proof", SAME_ORIGIN, &"0".repeat(64), 403),
        ("no proof", SAME_ORIGIN, "", 403),
        ("a page of the portal", &own, &proof, 303),
    ] {
        visitor.send("POST", "/settings/general", headers, &fields(proof));
        assert_eq!(visitor.page.status, status, "{name}: {}", visitor.page.body);
        assert_eq!(settings(&bench) == before, status == 403, "{name}");
    }
    // Neither may a foreign page log its visitor in or out.
    let cookie = visitor.cookie.clone();
    visitor.send(
        "POST",
        "/logout",
        "sec-fetch-site: cross-site",
        &encoded(&[("proof", &proof)]),
    );
    visitor.open("/settings");
    assert_eq!(visitor.page.status, 200, "still logged in");
    let login = encoded(&[
        ("user", "jean@boreal.example"),
        ("password", "Motdepasse2!"),
    ]);
    visitor.send("POST", "/login", "sec-fetch-site: cross-site", &login);
    assert_eq!((visitor.page.status, &visitor.cookie), (403, &cookie));
}

#[test]
fn sessions_end_and_what_was_entered_survives() {
    let bench = portal(&[]);
    let mut visitor = Visitor::at(&bench);
    // A cookie from before a login is worth nothing after it.
    visitor.cookie = "f".repeat(64);
    let planted = visitor.cookie.clone();
    visitor.post(
        "/login",
        &[
            ("user", "marie@boreal.example"),
            ("password", "Motdepasse1!"),
        ],
    );
    assert_ne!(visitor.cookie, planted);
    let mut thief = Visitor::at(&bench);
    thief.cookie = planted;
    thief.open("/settings");
    assert_eq!(thief.page.headers["location"], "/login?next=%2Fsettings");
    // A new password ends every session.
    visitor.open("/settings");
    let mut other = Visitor::primary(&bench);
    let proof = other.hidden("/settings/password", "proof");
    let change = [
        ("proof", &*proof),
        ("current", "Motdepasse1!"),
        ("new", "Nouveau-mot-9"),
        ("again", "Nouveau-mot-9"),
    ];
    other.post("/settings/password", &change);
    assert_eq!(
        other.page.headers["location"], "/login",
        "{}",
        other.page.body
    );
    // What was entered in the session that ended is kept until the login, and shown, and not yet saved.
    visitor.save("/settings/general", &GENERAL);
    assert_eq!(visitor.page.status, 401);
    assert!(
        visitor.shows("name=\"kept.resellerName\" value=\"Autre nom\""),
        "{}",
        visitor.page.body
    );
    let kept: BTreeMap<_, _> = ["tag", "spid", "resellerName", "customerLanguage"]
        .map(|name| {
            (
                format!("kept.{name}"),
                visitor.hidden("/login", &format!("kept.{name}")),
            )
        })
        .into();
    let mut login = vec![
        ("next", "/settings/general"),
        ("user", "marie@boreal.example"),
        ("password", "Nouveau-mot-9"),
    ];
    login.extend(kept.iter().map(|(name, value)| (&**name, &**value)));
    visitor.post("/login", &login);
    assert!(
        visitor.shows("action=\"/settings/general\""),
        "{}",
        visitor.page.body
    );
    let mut review = vec![("review", "yes")];
    review.extend(
        kept.iter()
            .map(|(name, value)| (name.strip_prefix("kept.").unwrap(), &**value)),
    );
    visitor.post("/settings/general", &review);
    assert!(
        visitor.shows("value=\"Autre nom\""),
        "{}",
        visitor.page.body
    );
    assert_eq!(settings(&bench)["general"]["resellerName"], "Boréal");
    visitor.save("/settings/general", &GENERAL);
    assert_eq!(visitor.page.status, 303, "{}", visitor.page.body);
    // Out is out, also by the way back.
    let cookie = visitor.cookie.clone();
    visitor.open("/settings");
    let proof = visitor.hidden("/logout", "proof");
    visitor.post("/logout", &[("proof", &proof)]);
    visitor.cookie = cookie;
    visitor.open("/settings");
    assert_eq!(visitor.page.status, 303);
    // Where a login leads is a page of the portal.
    for (next, expected) in [
        ("/history", "/history"),
        ("//elsewhere.example", "/settings"),
        ("https://elsewhere.example/", "/settings"),
        ("/\\elsewhere.example", "/settings"),
    ] {
        visitor.post(
            "/login",
            &[
                ("next", next),
                ("user", "marie@boreal.example"),
                ("password", "Nouveau-mot-9"),
            ],
        );
        assert_eq!(visitor.page.headers["location"], expected, "{next}");
    }
}

#[test]
fn a_page_edit_is_drift_with_its_person_and_the_download_plans_empty() {
    let bench = portal(&[]);
    let mut visitor = Visitor::primary(&bench);
    visitor.open("/file");
    assert_eq!(
        visitor.page.headers["content-disposition"],
        "attachment; filename=\"boreal.yaml\""
    );
    bench.write("boreal.yaml", &visitor.page.body);
    let plan = ["plan", "boreal.yaml", "--detailed-exitcode"];
    assert_eq!(bench.run_as(TOKEN, &plan).0, 0, "{}", visitor.page.body);
    visitor.open(JEUDI);
    visitor.save(
        JEUDI,
        &[
            ("name", "Jeudi soir"),
            ("day", "thu"),
            ("start", "18:00"),
            ("end", "20:00"),
        ],
    );
    let (exit, text) = bench.run_as(TOKEN, &["drift", "boreal.yaml"]);
    assert_eq!(exit, 2, "{text}");
    assert!(
        text.contains("Jeudi soir") && text.contains("−4 h"),
        "{text}"
    );
    visitor.open("/history?section=chat");
    for text in ["1001", ">page<", "PUT chat/fr/weekly-schedules/"] {
        assert!(visitor.shows(text), "{text}: {}", visitor.page.body);
    }
    visitor.open("/yaml");
    assert!(
        visitor.shows("resellerName: &quot;Boréal&quot;"),
        "{}",
        visitor.page.body
    );
    visitor.open("/week/fr?at=2027-01-07T19:30");
    assert!(
        visitor.shows("Jeudi soir") && visitor.shows("<svg"),
        "{}",
        visitor.page.body
    );
}

#[test]
fn harder_habits_and_strict_sessions_are_asked_for() {
    let bench = portal(&["--pages", "harsh", "--strict-session"]);
    let mut visitor = Visitor::at(&bench);
    let login = [
        ("user", "marie@boreal.example"),
        ("password", "Motdepasse1!"),
    ];
    visitor.post("/login", &login);
    assert_eq!(visitor.page.headers["location"], "/welcome");
    visitor.open("/welcome");
    assert!(
        visitor.shows("Bienvenue") && visitor.shows(">Profil<"),
        "{}",
        visitor.page.body
    );
    visitor.open("/settings");
    assert_eq!(visitor.page.status, 200);
}

#[test]
fn a_link_logs_in_once() {
    let bench = Workbench::new();
    bench.write("a.yaml", "apiVersion: consigne/v1\naccount: boreal\n");
    bench.run(&["plan", "a.yaml", "--portal", "embedded"]);
    let mut open = bench.command(&["portal", "open", "--print"]);
    let mut open = open
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut url = String::new();
    let mut out = std::io::BufReader::new(open.stdout.take().unwrap());
    std::io::BufRead::read_line(&mut out, &mut url).unwrap();
    let (host, path) = url
        .trim()
        .strip_prefix("http://")
        .unwrap()
        .split_once('/')
        .unwrap();
    let path = format!("/{path}");
    let mut wire = Wire::as_nobody(host).unwrap();
    for (place, status) in [(&*path, 303), (&path, 401), ("/login/once?code=0", 401)] {
        let answer = wire.ask("GET", place, "x-odd: 1", "").unwrap();
        assert_eq!(answer.status, status, "{place}: {answer:?}");
        assert_eq!(answer.headers.contains_key("set-cookie"), status == 303);
    }
    open.kill().unwrap();
    open.wait().unwrap();
}
