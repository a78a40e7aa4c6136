//! The writes to everything but hours: the general section, the administrator, delegates, and what
//! concerns chat as a whole.

use super::sequence::Sequence;
use crate::model::{
    Account, Action, AdministratorPatch, ChatPatch, Confidential, FieldPath, GeneralPatch, UserCode,
};

impl Sequence<'_> {
    /// Chat that is to go off goes off before anything else changes.
    pub(super) fn chat_off(&mut self, target: &Account) {
        if self.before().chat.enabled && !target.chat.enabled {
            self.switch_chat(ChatPatch {
                enabled: Some(false),
                ..ChatPatch::default()
            });
        }
    }

    /// Chat that is to go on goes on when everything that customers will meet is in place.
    pub(super) fn chat_on(&mut self, target: &Account) {
        if !self.before().chat.enabled && target.chat.enabled {
            self.switch_chat(ChatPatch {
                enabled: Some(true),
                ..ChatPatch::default()
            });
        }
    }

    fn switch_chat(&mut self, patch: ChatPatch) {
        let path = FieldPath::of("chat.enabled");
        self.push(Action::PatchChat(patch), vec![path]);
    }

    pub(super) fn time_zone(&mut self, target: &Account) {
        if self.before().chat.time_zone == target.chat.time_zone {
            return;
        }
        let patch = ChatPatch {
            time_zone: Some(target.chat.time_zone.clone()),
            ..ChatPatch::default()
        };
        let path = FieldPath::of("chat.timeZone");
        self.push(Action::PatchChat(patch), vec![path]);
    }

    /// All settings of the section in one write.
    pub(super) fn general(&mut self, target: &Account) {
        let (old, new) = (&self.before().general, &target.general);
        let mut patch = GeneralPatch::default();
        let mut paths = Vec::new();
        if old.spid != new.spid {
            patch.spid = Some(new.spid.clone());
            paths.push(FieldPath::of("general.spid"));
        }
        if old.reseller_name != new.reseller_name {
            patch.reseller_name = Some(new.reseller_name.clone());
            paths.push(FieldPath::of("general.resellerName"));
        }
        if old.default_customer_language != new.default_customer_language {
            patch.default_customer_language = Some(new.default_customer_language);
            paths.push(FieldPath::of("general.defaultCustomerLanguage"));
        }
        if old.address != new.address {
            patch.address = Some(new.address.clone());
            paths.push(FieldPath::of("general.address"));
        }
        if !paths.is_empty() {
            self.push(Action::PatchGeneral(patch), paths);
        }
    }

    /// Revocations before grants, so that a full list has room.
    pub(super) fn delegates(&mut self, target: &Account) {
        let (old, new) = (&self.before().delegates, &target.delegates);
        for user in old.keys().filter(|user| !new.contains_key(*user)) {
            self.push(
                Action::RevokeDelegate(user.clone()),
                vec![delegate_path(user)],
            );
        }
        for (user, name) in new.iter().filter(|(user, _)| !old.contains_key(*user)) {
            self.push(
                Action::GrantDelegate(user.clone(), name.clone()),
                vec![delegate_path(user)],
            );
        }
    }

    /// Everything of the administrator but the e-mail.
    pub(super) fn administrator(&mut self, target: &Account) {
        let (old, new) = (&self.before().administrator, &target.administrator);
        let mut patch = AdministratorPatch::default();
        let mut paths = Vec::new();
        // A phone that the portal hides from this token is neither compared nor written.
        if let (Confidential::Shown(before), Confidential::Shown(after)) = (&old.phone, &new.phone)
            && before != after
        {
            patch.phone = Some(after.clone());
            paths.push(FieldPath::of("administrator.phone"));
        }
        if old.language != new.language {
            patch.language = Some(new.language);
            paths.push(FieldPath::of("administrator.language"));
        }
        if !paths.is_empty() {
            self.push(Action::PatchAdministrator(patch), paths);
        }
    }

    /// « La nouvelle adresse courriel deviendra votre identifiant de connexion. » The token of the
    /// administrator may end with the old login, so this comes after all other writes.
    pub(super) fn email(&mut self, target: &Account) {
        let (old, new) = (&self.before().administrator, &target.administrator);
        if old.email.same_login(&new.email) {
            return;
        }
        let patch = AdministratorPatch {
            email: Some(new.email.clone()),
            ..AdministratorPatch::default()
        };
        let path = FieldPath::of("administrator.email");
        self.push(Action::PatchAdministrator(patch), vec![path]);
    }
}

fn delegate_path(user: &UserCode) -> FieldPath {
    FieldPath::of("delegates").entry(user.as_str())
}
