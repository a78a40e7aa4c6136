//! A review as people read it, in both languages.

use super::{file, ran};

/// The text of a review of two files whose differences are of every kind.
fn text(new: &str, flags: &[&str]) -> String {
    String::from_utf8(ran(&file(OLD), new, flags).stdout).unwrap()
}

const OLD: &str = r#"general: { can: QC104233, spid: SP-1 }
delegates:
  - { user: "2041", name: Jean Roy }
chat:
  enabled: true
  timeZone: America/Toronto
  hours:
    fr:
      workingHours: { days: [mon, tue], startTime: "09:00", endTime: "17:00" }
      weeklySchedules:
        - { name: Jeudi soir, days: [thu], startTime: "18:00", endTime: "21:00" }
    en: { workingHours: { days: [] } }
"#;

#[test]
fn a_review_as_people_read_it() {
    let new = file(OLD)
        .replace(
            "can: QC104233, spid: SP-1",
            "can: QC104234, resellerName: Boréal",
        )
        .replace("\n  - { user: \"2041\", name: Jean Roy }", " []")
        .replace("17:00", "16:00")
        .replace("21:00", "22:00");
    insta::assert_snapshot!(text(&new, &[]), @r#"
    boreal: refused; nothing can be applied
      ~ update general.resellerName  new.yaml:3
          before: (not in the old file)
          after: Boréal
      - delete delegates["2041"]  new.yaml:4
          before: Jean Roy
      ~ update chat.hours.fr.workingHours  new.yaml:10
          before: Mon, Tue 09:00–17:00
          after: Mon, Tue 09:00–16:00
          change: Mon, Tue 09:00–[-17:00-]{+16:00+}
      ~ update chat.hours.fr.weeklySchedules["Jeudi soir"]  new.yaml:12
          before: Thu 18:00–21:00
          after: Thu 18:00–22:00
          change: Thu 18:00–[-21:00-]{+22:00+}
      hours from 24 November to 21 December (America/Toronto):
        fr: +1 h 00 / −2 h 00 a week, +4 h 00 / −8 h 00 in these 28 days
        en: unchanged
        −8 h 00 fr: no longer opened by the working hours  new.yaml:10
            every Monday and every Tuesday 16:00–17:00, from 24 November
        +4 h 00 fr: opened by the weekly schedule “Jeudi soir”  new.yaml:12
            every Thursday 21:00–22:00, from 26 November
      ! refused immutable-field  new.yaml:3
          general.can was QC104233 and is now QC104234; the portal assigns it, and it cannot be edited
          rule of the help page: « Le code CAN ne peut être modifié. »
          help: restore it, or delete the line to stop asserting it; to manage another account, change `account`
      * warning no-longer-managed  new.yaml:3
          general.spid is no longer managed; the portal keeps it (it was in old.yaml:3)
          help: to remove it, write `spid: ""`
      * warning revoke-delegate  new.yaml:4
          this change needs consent: pass `--allow revoke-delegate`
          help: run `consigne explain revoke-delegate` to see why
      * warning lose-hours  new.yaml:8
          this change needs consent: pass `--allow lose-hours`
          help: run `consigne explain lose-hours` to see why
      . assumed: absent before, because the old file does not set them: chat.hours.en.specialEvents, chat.hours.en.weekendHours, chat.hours.en.weeklySchedules, chat.hours.en.workingHours.lunchBreak, chat.hours.fr.specialEvents, chat.hours.fr.weekendHours, chat.hours.fr.workingHours.lunchBreak
      . assumed: kept by the portal as in the old file: general.spid

    Plan: 0 to create, 3 to update, 1 to delete, 0 to rename. 1 refusal.
    Hours: fr +1 h 00 / −2 h 00 a week; en unchanged.
    "#);
    insta::assert_snapshot!(text(&new, &["--lang", "fr"]), @r#"
    boreal : refusé; rien ne peut être appliqué
      ~ modifier general.resellerName  new.yaml:3
          avant : (absent de l'ancien fichier)
          après : Boréal
      - supprimer delegates["2041"]  new.yaml:4
          avant : Jean Roy
      ~ modifier chat.hours.fr.workingHours  new.yaml:10
          avant : lun., mar. 09:00–17:00
          après : lun., mar. 09:00–16:00
          écart : lun., mar. 09:00–[-17:00-]{+16:00+}
      ~ modifier chat.hours.fr.weeklySchedules["Jeudi soir"]  new.yaml:12
          avant : jeu. 18:00–21:00
          après : jeu. 18:00–22:00
          écart : jeu. 18:00–[-21:00-]{+22:00+}
      heures du 24 novembre au 21 décembre (America/Toronto) :
        fr : +1 h 00 / −2 h 00 par semaine, +4 h 00 / −8 h 00 en 28 jours
        en : inchangé
        −8 h 00 fr : n'est plus ouvert par les heures de travail  new.yaml:10
            chaque lundi et chaque mardi 16 h 00–17 h 00, à partir du 24 novembre
        +4 h 00 fr : ouvert par l'horaire hebdomadaire « Jeudi soir »  new.yaml:12
            chaque jeudi 21 h 00–22 h 00, à partir du 26 novembre
      ! refusé immutable-field  new.yaml:3
          general.can était QC104233 et devient QC104234; le portail attribue cette valeur, qui ne peut être modifiée
          règle de la page d'aide : « Le code CAN ne peut être modifié. »
          aide : rétablissez-le, ou retirez la ligne pour ne plus affirmer cette valeur; pour gérer un autre compte, changez `account`
      * avertissement no-longer-managed  new.yaml:3
          general.spid n'est plus géré; le portail le garde (il était dans old.yaml:3)
          aide : pour le supprimer, écrivez `spid: ""`
      * avertissement revoke-delegate  new.yaml:4
          cette modification exige un consentement : passez `--allow revoke-delegate`
          aide : lancez `consigne explain revoke-delegate` pour voir pourquoi
      * avertissement lose-hours  new.yaml:8
          cette modification exige un consentement : passez `--allow lose-hours`
          aide : lancez `consigne explain lose-hours` pour voir pourquoi
      . on suppose : absents auparavant, car l'ancien fichier ne les définit pas : chat.hours.en.specialEvents, chat.hours.en.weekendHours, chat.hours.en.weeklySchedules, chat.hours.en.workingHours.lunchBreak, chat.hours.fr.specialEvents, chat.hours.fr.weekendHours, chat.hours.fr.workingHours.lunchBreak
      . on suppose : gardés par le portail comme dans l'ancien fichier : general.spid

    Plan : 0 à créer, 3 à modifier, 1 à supprimer, 0 à renommer. 1 refus.
    Heures : fr +1 h 00 / −2 h 00 par semaine; en inchangé.
    "#);
}

#[test]
fn another_account_as_people_read_it() {
    let new = "apiVersion: consigne/v1\naccount: austral\ngeneral: { spid: SP-1 }\n";
    insta::assert_snapshot!(text(new, &[]), @r"
    austral: refused; nothing can be applied
      ~ update account  new.yaml:2
          before: boreal
          after: austral
      ~ update general.spid  new.yaml:3
          before: (not in the old file)
          after: SP-1
      ! refused account-change  new.yaml:2
          this file managed the account boreal and now manages austral
          help: if this is intended, add `--allow account-change`; otherwise restore `account`
      * info file-added  new.yaml:2
          the account austral had no file before; its state on the portal is not known here
          help: run `consigne plan` to compare it with the portal
      * warning account-change  new.yaml:2
          this change needs consent: pass `--allow account-change`
          help: run `consigne explain account-change` to see why
      . assumed: neither version sets a time zone, so times are civil times on clocks that never change
      . assumed: chat was on, because the old file does not set chat.enabled
      . assumed: absent before, because the old file does not set them: chat.hours.en, chat.hours.fr

    boreal: nothing to change
      * warning no-longer-managed  old.yaml:2
          the account boreal is no longer managed; the portal keeps all its settings
          help: if only the file was moved, keep its `account`
      . assumed: absent before, because the old file does not set them: chat.hours.en.specialEvents, chat.hours.en.weekendHours, chat.hours.en.weeklySchedules, chat.hours.en.workingHours.lunchBreak, chat.hours.fr.specialEvents, chat.hours.fr.weekendHours, chat.hours.fr.workingHours.lunchBreak

    Plan: 0 to create, 2 to update, 0 to delete, 0 to rename. 1 refusal.
    Hours: austral fr unchanged; en unchanged.
    ");
    insta::assert_snapshot!(text(new, &["--lang", "fr"]), @r"
    austral : refusé; rien ne peut être appliqué
      ~ modifier account  new.yaml:2
          avant : boreal
          après : austral
      ~ modifier general.spid  new.yaml:3
          avant : (absent de l'ancien fichier)
          après : SP-1
      ! refusé account-change  new.yaml:2
          ce fichier gérait le compte boreal et gère maintenant austral
          aide : si c'est voulu, ajoutez `--allow account-change`; sinon, rétablissez `account`
      * information file-added  new.yaml:2
          le compte austral n'avait pas de fichier; son état sur le portail n'est pas connu ici
          aide : lancez `consigne plan` pour le comparer au portail
      * avertissement account-change  new.yaml:2
          cette modification exige un consentement : passez `--allow account-change`
          aide : lancez `consigne explain account-change` pour voir pourquoi
      . on suppose : aucune version ne définit de fuseau horaire : les heures sont civiles, sur une horloge qui ne change jamais
      . on suppose : le clavardage était activé, car l'ancien fichier ne définit pas chat.enabled
      . on suppose : absents auparavant, car l'ancien fichier ne les définit pas : chat.hours.en, chat.hours.fr

    boreal : rien à modifier
      * avertissement no-longer-managed  old.yaml:2
          le compte boreal n'est plus géré; le portail en garde tous les paramètres
          aide : si seul le fichier a changé de place, gardez son `account`
      . on suppose : absents auparavant, car l'ancien fichier ne les définit pas : chat.hours.en.specialEvents, chat.hours.en.weekendHours, chat.hours.en.weeklySchedules, chat.hours.en.workingHours.lunchBreak, chat.hours.fr.specialEvents, chat.hours.fr.weekendHours, chat.hours.fr.workingHours.lunchBreak

    Plan : 0 à créer, 2 à modifier, 0 à supprimer, 0 à renommer. 1 refus.
    Heures : austral fr inchangé; en inchangé.
    ");
}
