//! What a portal is given before it serves: accounts from a seed, and tokens.

use std::collections::BTreeSet;
use std::path::Path;

use super::embedded::Portal;
use super::fault::PortalFault;
use super::invalid_member::InvalidMember;
use super::problem::{Problem, RequestError};
use super::random::random_hex;
use super::seed::{self, Seed};
use super::seed_rejection::{BrokenRule, SeedRejection};
use super::store::Purpose;
use super::token::{self, TokenHolder};
use super::token_file;

impl Portal {
    /// Creates those accounts of a seed that do not exist yet; existing ones are not touched. A seed
    /// that breaks a rule creates nothing, and the fault has every broken rule.
    pub(crate) fn seed(&self, seed: &Seed) -> Result<(), PortalFault> {
        let mut store = self.writer();
        let mut transaction = store.begin(Purpose::Write)?;
        let (mut broken, mut more) = (Vec::new(), 0);
        let mut names = BTreeSet::new();
        for (at, new) in seed.accounts.iter().enumerate() {
            let account = new.account.as_str();
            let problem = if !names.insert(account) {
                Problem::fields(vec![InvalidMember::new("/account".to_owned(), "duplicate")])
            } else if transaction.knows(account)? {
                continue;
            } else {
                match seed::create(&mut transaction, new) {
                    Ok(()) => continue,
                    Err(RequestError::Problem(problem)) => problem,
                    Err(RequestError::Fault(fault)) => return Err(fault),
                }
            };
            more += problem.errors.more;
            let members = problem.errors.described.into_iter();
            broken.extend(members.map(|member| {
                BrokenRule {
                    line: seed
                        .lines
                        .line(&format!("/accounts/{at}{}", member.pointer)),
                    account: account.to_owned(),
                    pointer: member.pointer,
                    code: member.code,
                    reason: member.message,
                }
            }));
        }
        if broken.is_empty() {
            return transaction.commit();
        }
        Err(PortalFault::SeedRules(SeedRejection::new(broken, more)))
    }

    /// Loads a token file from the disk; see `grant`.
    pub(crate) fn grant_file(&self, path: &Path) -> Result<(), PortalFault> {
        self.grant(&token_file::read(path)?)
    }

    /// Loads a token file, which is the complete list of the tokens that come from a file: those
    /// that it no longer lists stop working. Tokens created one by one are not affected. A list that
    /// differs from the previous one is recorded, each token by its fingerprint.
    pub(crate) fn grant(&self, token_file: &str) -> Result<(), PortalFault> {
        let mut tokens = token_file::parse(token_file)?;
        let mut store = self.writer();
        let transaction = store.begin(Purpose::Write)?;
        // The file does not say who is the primary administrator; the database does.
        for granted in &mut tokens {
            granted.holder.bind_primary(&transaction)?;
        }
        let before = transaction.tokens_of_the_file()?;
        transaction.replace_tokens(&tokens)?;
        let after = transaction.tokens_of_the_file()?;
        if before != after {
            transaction.audit("system", "*", "token file", Some(&before), Some(&after))?;
        }
        transaction.commit()
    }

    /// Creates a token for the primary administrator of an account. It works until the process
    /// ends.
    pub(crate) fn new_token(&self, account: &str) -> Result<String, PortalFault> {
        self.ephemeral_token("primary", account, "write")
    }

    /// Creates a token that can read every account. It works until the process ends.
    pub(crate) fn new_system_token(&self) -> Result<String, PortalFault> {
        self.ephemeral_token("system", "*", "read")
    }

    fn ephemeral_token(
        &self,
        role: &str,
        account: &str,
        scope: &str,
    ) -> Result<String, PortalFault> {
        let token = random_hex(24)?;
        let mut holder = TokenHolder {
            role: role.to_owned(),
            account: account.to_owned(),
            user: None,
            scope: scope.to_owned(),
        };
        let mut store = self.writer();
        holder.bind_primary(&store.begin(Purpose::Read)?)?;
        store.add_ephemeral(token::hash(&token), holder);
        Ok(token)
    }
}
