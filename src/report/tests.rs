//! Reports as people read them.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::impact::{
    DaysView, EffectView, ImpactView, PeriodView, ShiftView, TimesView, WhenView, ZoneView,
};
use super::view::{
    AccountView, Action, BecauseView, ChangeView, HoursView, LanguageHoursView, Outcome,
    RefusalView, SumsView, View,
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

/// Hours of Christmas Eve, for one reason.
fn christmas(languages: &[&str], effect: EffectView, schedule: &str, line: usize) -> PeriodView {
    let name = |language: &&str| (*language).to_owned();
    PeriodView {
        languages: languages.iter().map(name).collect(),
        change: String::new(),
        minutes: 720,
        when: WhenView {
            days: vec!["thu".to_owned()],
            first: "2026-12-24".to_owned(),
            last: "2026-12-24".to_owned(),
            ongoing: false,
            except: Vec::new(),
            times: vec![times("08:30", "12:00"), times("13:00", "17:00")],
        },
        effect,
        cause: BecauseView {
            schedule: Some(schedule.to_owned()),
            file: Some("boreal.yaml".to_owned()),
            line: Some(line),
        },
    }
}

fn times(start: &str, end: &str) -> TimesView {
    TimesView {
        start_time: start.to_owned(),
        end_time: end.to_owned(),
    }
}

/// Thursday evenings, a day of Christmas, which a line of both languages closes, and another zone.
fn impact() -> ImpactView {
    let thursday = "weeklySchedules[\"Jeudi \\u001b soir\"]";
    let mut evening = christmas(&["fr"], EffectView::Opens, thursday, 30);
    evening.when = WhenView {
        first: "2026-11-26".to_owned(),
        last: "2027-01-01".to_owned(),
        ongoing: true,
        except: vec!["2026-12-24".to_owned(), "2027-01-01".to_owned()],
        times: vec![times("18:00", "21:00")],
        ..evening.when
    };
    let noel = "specialEvents[\"Noël\"]";
    let shift = |(first, minutes_earlier): (&str, i64)| ShiftView {
        first: first.to_owned(),
        minutes_earlier,
    };
    ImpactView {
        time_zone: "America/Halifax".to_owned(),
        days: vec![DaysView {
            first: "2026-11-24".to_owned(),
            last: "2027-01-01".to_owned(),
        }],
        switch: None,
        zone: Some(ZoneView {
            before: "America/Regina".to_owned(),
            after: "America/Halifax".to_owned(),
            shifts: [("2026-11-24", 120), ("2027-03-14", 180)].map(shift).into(),
        }),
        periods: vec![
            evening,
            christmas(&["fr", "en"], EffectView::Closes, noel, 36),
        ],
    }
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
                gained_minutes: 720,
                lost_minutes: 720,
                ..LanguageHoursView::default()
            },
            impact: impact(),
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
  hours from 24 November to 1 January 2027 (America/Halifax):
    the time zone changes from America/Regina to America/Halifax; for customers, chat opens and closes 2 h 00 earlier, from 14 March 2027 on 3 h 00 earlier
    fr: +2 h 30 / −1 h 00 a week, +12 h 00 / −12 h 00 in these 39 days
    en: unchanged
    +12 h 00 fr: opened by the weekly schedule “Jeudi \u{1b} soir”  boreal.yaml:30
        every Thursday 18:00–21:00, from 26 November, except 24 December and 1 January 2027
    −12 h 00 fr, en: closed by the special event “Noël”  boreal.yaml:36
        Thursday 24 December 08:30–12:00, 13:00–17:00
  needs your consent: add --allow revoke-delegate

Plan: 1 to create, 3 to update, 1 to delete, 1 to rename.
Hours: fr +2 h 30 / −1 h 00 a week, events −5 h 00; en unchanged.
Digest: 0000000000000000000000000000000000000000000000000000000000000000
"#);
}

#[test]
fn a_ready_plan_in_french() {
    let report = text::render(&ready(), &Words::of(Language::Fr), Style::Plain);
    let hours = report.find("  heures du").unwrap();
    assert_snapshot!(&report[hours..], @r"
      heures du 24 novembre au 1er janvier 2027 (America/Halifax) :
        le fuseau horaire passe de America/Regina à America/Halifax; pour la clientèle, le clavardage ouvre et ferme 2 h 00 plus tôt, à partir du 14 mars 2027 3 h 00 plus tôt
        fr : +2 h 30 / −1 h 00 par semaine, +12 h 00 / −12 h 00 en 39 jours
        en : inchangé
        +12 h 00 fr : ouvert par l'horaire hebdomadaire « Jeudi \u{1b} soir »  boreal.yaml:30
            chaque jeudi 18 h 00–21 h 00, à partir du 26 novembre, sauf le 24 décembre et le 1er janvier 2027
        −12 h 00 fr, en : fermé par l'événement spécial « Noël »  boreal.yaml:36
            jeudi 24 décembre 8 h 30–12 h 00, 13 h 00–17 h 00
      demande votre accord : ajoutez --allow revoke-delegate

    Plan : 1 à créer, 3 à modifier, 1 à supprimer, 1 à renommer.
    Heures : fr +2 h 30 / −1 h 00 par semaine, événements −5 h 00; en inchangé.
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
boreal: refused; nothing can be applied
  ! refused guard-differs  boreal.yaml:4
      the CAN of boreal is QC2, the file says QC1
      rule of the help page: « Le code CAN ne peut être modifié. »
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
