//! Reports as people read them.

use insta::assert_snapshot;
use serde_json::{Value, json};

use super::hours_view::{HoursView, LanguageHoursView, SumsView};
use super::impact::{
    DaysView, EffectView, HoursChange, ImpactView, PeriodView, ShiftView, TimesView, WhenView,
    ZoneView,
};
use super::schedule_view::BecauseView;
use super::view::{AccountView, ChangeAction, ChangeView, RefusalView, VerdictKind, View};
use super::{Style, text};
use crate::model::Language;
use crate::words::Words;

fn change(
    action: ChangeAction,
    path: &str,
    before: Value,
    after: Value,
    line: usize,
) -> ChangeView {
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
            ChangeAction::Update,
            "general.spid",
            Value::Null,
            json!("SP-88120"),
            5,
        ),
        change(
            ChangeAction::Update,
            "general.resellerName",
            json!("Télécom Boréal"),
            json!("Télécom Boréal inc."),
            6,
        ),
        change(
            ChangeAction::Update,
            "chat.enabled",
            json!(false),
            json!(true),
            23,
        ),
        change(
            ChangeAction::Rename,
            &format!("{list}[\"Nuits\"]"),
            night,
            renamed,
            30,
        ),
        change(
            ChangeAction::Create,
            "chat.hours.fr.specialEvents[\"Inventaire\"]",
            Value::Null,
            event,
            36,
        ),
        change(
            ChangeAction::Delete,
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
        change: HoursChange::Gained,
        minutes: 720,
        when: WhenView {
            days: vec!["thu".parse().unwrap()],
            first: "2026-12-24".parse().unwrap(),
            last: "2026-12-24".parse().unwrap(),
            ongoing: false,
            except: Vec::new(),
            times: vec![times("08:30", "12:00"), times("13:00", "17:00")],
        },
        effect,
        cause: BecauseView {
            schedule: Some(schedule.parse().unwrap()),
            file: Some("boreal.yaml".to_owned()),
            line: Some(line),
        },
    }
}

fn times(start: &str, end: &str) -> TimesView {
    TimesView {
        start_time: start.parse().unwrap(),
        end_time: end.parse().unwrap(),
    }
}

/// Thursday evenings, a day of Christmas, which a line of both languages closes, and another zone.
fn impact() -> ImpactView {
    let thursday = "weeklySchedules[\"Jeudi \\u001b soir\"]";
    let mut evening = christmas(&["fr"], EffectView::Opens, thursday, 30);
    evening.when = WhenView {
        first: "2026-11-26".parse().unwrap(),
        last: "2027-01-01".parse().unwrap(),
        ongoing: true,
        except: vec!["2026-12-24".parse().unwrap(), "2027-01-01".parse().unwrap()],
        times: vec![times("18:00", "21:00")],
        ..evening.when
    };
    let noel = "specialEvents[\"Noël\"]";
    let shift = |(first, minutes_earlier): (&str, i64)| ShiftView {
        first: first.parse().unwrap(),
        minutes_earlier,
    };
    ImpactView {
        time_zone: "America/Halifax".to_owned(),
        days: vec![DaysView {
            first: "2026-11-24".parse().unwrap(),
            last: "2027-01-01".parse().unwrap(),
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
        verdict: VerdictKind::Ready,
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
          after: closed 31 March 2027
      - delete delegates["2041"]  boreal.yaml:16
          before: Jean\u{1b}[2J Roy
      hours from 24 November to 1 January 2027 (America/Halifax):
        the time zone changes from America/Regina to America/Halifax; for customers, chat opens and closes 2 h 00 earlier, from 14 March 2027 on 3 h 00 earlier
        fr: +2 h 30 / −1 h 00 a week, events −5 h 00, +12 h 00 / −12 h 00 in these 39 days
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
        fr : +2 h 30 / −1 h 00 par semaine, événements −5 h 00, +12 h 00 / −12 h 00 en 39 jours
        en : inchangé
        +12 h 00 fr : ouvert par l'horaire hebdomadaire « Jeudi \u{1b} soir »  boreal.yaml:30
            chaque jeudi 18 h 00–21 h 00, à partir du 26 novembre, sauf le 24 décembre et le 1er janvier 2027
        −12 h 00 fr, en : fermé par l'événement spécial « Noël »  boreal.yaml:36
            jeudi 24 décembre 8 h 30–12 h 00, 13 h 00–17 h 00
      demande votre consentement : ajoutez --allow revoke-delegate

    Plan : 1 à créer, 3 à modifier, 1 à supprimer, 1 à renommer.
    Heures : fr +2 h 30 / −1 h 00 par semaine, événements −5 h 00; en inchangé.
    Empreinte : 0000000000000000000000000000000000000000000000000000000000000000
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
        verdict: VerdictKind::Refused,
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

/// Hours that are gained, lost and unchanged have a class and a pattern each.
#[test]
fn a_picture_draws_what_is_gained_lost_and_unchanged() {
    use super::picture::{PictureNames, changed_week, picture};
    use crate::availability::Spans;
    let words = Words::of(Language::Fr);
    let days = |spans: &[(i64, i64)]| std::array::from_fn(|_| Spans::of(spans.to_vec()));
    let (before, after) = (days(&[(540, 1020)]), days(&[(600, 1020), (1080, 1081)]));
    let names = PictureNames {
        title: "Semaine",
        desc: "Avant et après",
        id: "both",
    };
    let picture = picture(&names, &changed_week(&before, &after, &words)).into_string();
    for (look, fill) in [
        ("open", ""),
        ("gained", r#" fill="url(#both-gained)""#),
        ("lost", r#" fill="url(#both-lost)""#),
    ] {
        let bar = format!(r#"class="{look}"{fill} x="#);
        assert_eq!(picture.matches(&bar).count(), 7, "{bar}: {picture}");
    }
    assert!(picture.contains(r#"y="21" width="0.25""#), "{picture}");
    assert!(picture.contains(r#"viewBox="0 0 407 202""#), "{picture}");
}

/// What decides a gate is typed: a saved plan with an unknown severity is refused as a whole, and so is
/// one with a date or a schedule that cannot be parsed.
#[test]
fn an_unknown_word_in_a_saved_plan_is_refused() {
    use super::diagnostics::{DiagnosticView, SeverityView};
    let finding = DiagnosticView {
        code: "odd-thing".to_owned(),
        column: 1,
        end_column: 2,
        end_line: 1,
        example: None,
        file: "boreal.yaml".to_owned(),
        help: None,
        languages: Vec::new(),
        line: 1,
        message: "something is odd".to_owned(),
        new: None,
        note: None,
        number: None,
        path: "general.can".to_owned(),
        severity: SeverityView::Error,
        stage: None,
    };
    let mut view = ready();
    view.accounts[0].diagnostics = vec![finding];
    view.accounts[0].assumptions = vec!["chat.timeZone=same".parse().unwrap()];
    let saved = view.to_saved().to_string();
    assert_eq!(serde_json::from_str::<View>(&saved).unwrap(), view);
    for (known, unknown) in [
        (r#""severity":"error""#, r#""severity":"harmless""#),
        (r#""severity":"error""#, r#""severity":null"#),
        (r#""first":"2026-11-24""#, r#""first":"2026-11-31""#),
        (r#""startTime":"18:00""#, r#""startTime":"18:60""#),
        (r#"specialEvents[\"Noël\"]""#, r#"specialEvents[Noël]""#),
        ("chat.timeZone=same", "chat.timeZone=other"),
    ] {
        let changed = saved.replacen(known, unknown, 1);
        assert_ne!(changed, saved, "{known}");
        assert!(serde_json::from_str::<View>(&changed).is_err(), "{unknown}");
    }
}
