//! Reports as people read them.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::view::{
    AccountView, Action, ChangeView, HoursView, LanguageHoursView, Outcome, RefusalView, SumsView,
    View,
};
use super::{Style, text};
use crate::model::Language;
use crate::words::Words;

fn change(action: Action, path: &str, before: Value, after: Value, line: usize) -> ChangeView {
    ChangeView {
        action,
        path: path.to_owned(),
        before,
        after,
        file: Some("boreal.yaml".to_owned()),
        line: Some(line),
    }
}

fn changes() -> Vec<ChangeView> {
    let night = json!({"name": "Nuit", "days": ["mon", "wed", "thu", "fri"], "startTime": "22:00", "endTime": "02:00"});
    let renamed = json!({"name": "Nuits", "days": ["sat", "sun"], "allDay": true});
    let event = json!({"name": "Inventaire", "availability": "closed", "startsAt": "2027-03-31T00:00", "endsAt": "2027-04-01T00:00"});
    let list = "chat.hours.fr.weeklySchedules";
    vec![
        change(
            Action::Update,
            "general.spid",
            Value::Null,
            json!("SP-88120"),
            5,
        ),
        change(
            Action::Update,
            "general.resellerName",
            json!("Télécom Boréal"),
            json!("Télécom Boréal inc."),
            6,
        ),
        change(
            Action::Update,
            "chat.enabled",
            json!(false),
            json!(true),
            23,
        ),
        change(
            Action::Rename,
            &format!("{list}[\"Nuits\"]"),
            night,
            renamed,
            30,
        ),
        change(
            Action::Create,
            "chat.hours.fr.specialEvents[\"Inventaire\"]",
            Value::Null,
            event,
            36,
        ),
        change(
            Action::Delete,
            "delegates[\"2041\"]",
            json!("Jean\u{1b}[2J Roy"),
            Value::Null,
            16,
        ),
    ]
}

fn ready() -> View {
    View::of(vec![AccountView {
        account: "boreal".to_owned(),
        verdict: Outcome::Ready,
        changes: changes(),
        needs: ["revoke-delegate".to_owned()].into(),
        digest: Some("0".repeat(64)),
        hours: Some(HoursView {
            fr: LanguageHoursView {
                weekly: SumsView {
                    gained_minutes: 150,
                    lost_minutes: 60,
                },
                events: SumsView {
                    gained_minutes: 0,
                    lost_minutes: 300,
                },
                ..LanguageHoursView::default()
            },
            ..HoursView::default()
        }),
        ..AccountView::default()
    }])
}

#[test]
fn a_ready_plan_in_english() {
    assert_snapshot!(text::render(&ready(), &Words::of(Language::En), Style::Plain), @r#"
boreal: changes to apply
  ~ update general.spid  boreal.yaml:5
      before: (none)
      after: SP-88120
  ~ update general.resellerName  boreal.yaml:6
      before: Télécom Boréal
      after: Télécom Boréal inc.
      change: Télécom Boréal{+ inc.+}
  ~ update chat.enabled  boreal.yaml:23
      before: off
      after: on
  > rename chat.hours.fr.weeklySchedules["Nuits"]  boreal.yaml:30
      name before: Nuit
      name after: Nuits
      before: Mon, Wed–Fri 22:00–02:00
      after: Sat, Sun all day
  + create chat.hours.fr.specialEvents["Inventaire"]  boreal.yaml:36
      after: closed 2027-03-31 00:00 – 2027-04-01 00:00
  - delete delegates["2041"]  boreal.yaml:16
      before: Jean\u{1b}[2J Roy
  needs your consent: add --allow revoke-delegate

Plan: 1 to create, 3 to update, 1 to delete, 1 to rename.
Hours: fr +2 h 30 / −1 h 00 a week, events −5 h 00; en unchanged.
Digest: 0000000000000000000000000000000000000000000000000000000000000000
"#);
}

#[test]
fn a_ready_plan_in_french() {
    let report = text::render(&ready(), &Words::of(Language::Fr), Style::Plain);
    let last: Vec<_> = report.lines().rev().take(4).collect();
    assert_snapshot!(last.into_iter().rev().collect::<Vec<_>>().join("\n"), @r"

Plan : 1 à créer, 3 à modifier, 1 à supprimer, 1 à renommer.
Heures : fr +2 h 30 / −1 h 00 par semaine, événements −5 h 00; en inchangé.
Digest: 0000000000000000000000000000000000000000000000000000000000000000
");
}

#[test]
fn a_refused_plan_names_file_line_and_rule() {
    let refusal = RefusalView {
        code: "guard-differs".to_owned(),
        path: "general.can".to_owned(),
        message: "the CAN of boreal is QC2, the file says QC1".to_owned(),
        help: "restore `can: QC2`".to_owned(),
        rule: Some("Le code CAN ne peut être modifié.".to_owned()),
        file: Some("boreal.yaml".to_owned()),
        line: Some(4),
    };
    let view = View::of(vec![AccountView {
        account: "boreal".to_owned(),
        verdict: Outcome::Refused,
        refusals: vec![refusal],
        ..AccountView::default()
    }]);
    assert_snapshot!(text::render(&view, &Words::of(Language::En), Style::Plain), @r"
boreal: refused, nothing can be applied
  ! refused guard-differs  boreal.yaml:4
      the CAN of boreal is QC2, the file says QC1
      rule of the help page: « Le code CAN ne peut être modifié. »
      help: restore `can: QC2`

Plan: 0 to create, 0 to update, 0 to delete, 0 to rename. 1 refusal.
");
}

#[test]
fn colour_adds_escapes_and_changes_no_text() {
    let words = Words::of(Language::En);
    let coloured = text::render(&ready(), &words, Style::Coloured);
    assert!(coloured.contains("\u{1b}["));
    let plain = anstream::adapter::strip_str(&coloured).to_string();
    assert_eq!(plain, text::render(&ready(), &words, Style::Plain));
}

#[test]
fn json_is_read_back_as_it_was() {
    assert_eq!(
        serde_json::from_str::<View>(&ready().to_json()).unwrap(),
        ready()
    );
}
