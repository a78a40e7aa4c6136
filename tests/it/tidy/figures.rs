//! Figures of code, counted from its syntax: what each means is said where it is counted.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::Visit;

use super::circles::{Tree, circles};
use super::source::Source;

/// Words from which on a block of documentation is long.
const LONG_DOC: usize = 20;

/// Median, ninetieth percentile and largest of a list of lengths.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Spread {
    pub(super) median: usize,
    pub(super) p90: usize,
    pub(super) max: usize,
}

impl Spread {
    fn of(mut lengths: Vec<usize>) -> Self {
        lengths.sort_unstable();
        let at = |percent: usize| {
            let last = lengths.len().saturating_sub(1);
            lengths.get(last * percent / 100).copied().unwrap_or(0)
        };
        Self {
            median: at(50),
            p90: at(90),
            max: at(100),
        }
    }
}

/// What is measured, over a set of files.
pub(super) struct Figures {
    /// Lines from `fn` to the closing brace, of every function with a body.
    pub(super) functions: Spread,
    /// Lines of every file.
    pub(super) files: Spread,
    /// Lines with a `//` comment for 100 lines of code; documentation does not count.
    pub(super) comments: f64,
    /// Blocks of `///` with at least 20 words, in percent of all.
    pub(super) long_docs: f64,
    /// Names of structs, enums and traits that more than one file defines, in percent of all names.
    pub(super) twice_named: f64,
    /// Those names with their files.
    names: Vec<String>,
    /// `let name = |…| …` for 100 functions.
    pub(super) closures: f64,
    /// `.unwrap_or_default()` for 100 functions, also in the arguments of macros.
    pub(super) defaults: f64,
    /// Parameters whose pattern or type is a tuple, for 100 functions.
    pub(super) tuples: f64,
    /// Parameters of type `bool`, for 100 functions.
    pub(super) bools: f64,
    /// Groups of files of one room that need each other.
    pub(super) circles: Vec<Vec<String>>,
}

/// The figures of some files of the program, whose whole is `tree`.
pub(super) fn figures(some: &[&Source], tree: &Tree<'_>) -> Figures {
    let mut count = Count::default();
    let (mut code, mut comments) = (0, 0);
    let (mut docs, mut long) = (0, 0);
    let mut files = Vec::new();
    for source in some {
        count.file = source.path.display().to_string();
        for item in &source.items {
            count.visit_item(item);
        }
        let (of_code, of_comments) = source.code_and_comments();
        code += of_code;
        comments += of_comments;
        for words in documentation(source) {
            docs += 1;
            long += usize::from(words >= LONG_DOC);
        }
        files.push(source.text.lines().count());
    }
    let functions = count.lengths.len();
    let twice = count.types.iter().filter(|(_, files)| files.len() > 1);
    let names: Vec<_> = twice
        .map(|(name, files)| format!("{name}: {}", joined(files)))
        .collect();
    let rooms: BTreeSet<&str> = some.iter().map(|source| source.room()).collect();
    Figures {
        functions: Spread::of(count.lengths),
        files: Spread::of(files),
        comments: share(comments, code),
        long_docs: share(long, docs),
        twice_named: share(names.len(), count.types.len()),
        names,
        closures: share(count.closures, functions),
        defaults: share(count.defaults, functions),
        tuples: share(count.tuples, functions),
        bools: share(count.bools, functions),
        circles: rooms
            .into_iter()
            .flat_map(|room| circles(room, tree))
            .collect(),
    }
}

fn joined(files: &BTreeSet<String>) -> String {
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    files.join(" ")
}

/// In percent, with two digits.
#[expect(clippy::cast_precision_loss, reason = "counts of lines are small")]
fn share(part: usize, whole: usize) -> f64 {
    let share = 100.0 * part as f64 / whole.max(1) as f64;
    (share * 100.0).round() / 100.0
}

/// Words of each block of lines that begin with `///`.
fn documentation(source: &Source) -> Vec<usize> {
    let mut blocks = Vec::new();
    let mut last = 0;
    for (at, line) in source.lines() {
        let Some(text) = line.trim_start().strip_prefix("///") else {
            continue;
        };
        if last + 1 != at || blocks.is_empty() {
            blocks.push(0);
        }
        *blocks.last_mut().unwrap() += text.split_whitespace().count();
        last = at;
    }
    blocks
}

/// What is counted on the way through a file.
#[derive(Default)]
struct Count {
    file: String,
    lengths: Vec<usize>,
    types: BTreeMap<String, BTreeSet<String>>,
    closures: usize,
    defaults: usize,
    tuples: usize,
    bools: usize,
}

impl Count {
    fn function(&mut self, signature: &syn::Signature, body: &syn::Block) {
        let begin = signature.fn_token.span.start().line;
        let end = body.brace_token.span.close().end().line;
        self.lengths.push(end - begin + 1);
        self.signature(signature);
    }

    fn signature(&mut self, signature: &syn::Signature) {
        for input in &signature.inputs {
            if let syn::FnArg::Typed(parameter) = input {
                let tuple = is_tuple(&parameter.ty) || matches!(*parameter.pat, syn::Pat::Tuple(_));
                self.tuples += usize::from(tuple);
                self.bools += usize::from(is_bool(&parameter.ty));
            }
        }
    }

    fn named(&mut self, name: &syn::Ident) {
        let files = self.types.entry(name.to_string()).or_default();
        files.insert(self.file.clone());
    }
}

fn is_tuple(ty: &syn::Type) -> bool {
    match ty {
        syn::Type::Tuple(tuple) => !tuple.elems.is_empty(),
        syn::Type::Reference(reference) => is_tuple(&reference.elem),
        _ => false,
    }
}

fn is_bool(ty: &syn::Type) -> bool {
    matches!(ty, syn::Type::Path(path) if path.path.is_ident("bool"))
}

impl Visit<'_> for Count {
    fn visit_item_fn(&mut self, item: &syn::ItemFn) {
        self.function(&item.sig, &item.block);
        syn::visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &syn::ImplItemFn) {
        self.function(&item.sig, &item.block);
        syn::visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &syn::TraitItemFn) {
        match &item.default {
            Some(body) => self.function(&item.sig, body),
            None => self.signature(&item.sig),
        }
        syn::visit::visit_trait_item_fn(self, item);
    }

    fn visit_item_struct(&mut self, item: &syn::ItemStruct) {
        self.named(&item.ident);
        syn::visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &syn::ItemEnum) {
        self.named(&item.ident);
        syn::visit::visit_item_enum(self, item);
    }

    fn visit_item_trait(&mut self, item: &syn::ItemTrait) {
        self.named(&item.ident);
        syn::visit::visit_item_trait(self, item);
    }

    fn visit_local(&mut self, local: &syn::Local) {
        let value = local.init.as_ref().map(|init| &*init.expr);
        self.closures += usize::from(matches!(value, Some(syn::Expr::Closure(_))));
        syn::visit::visit_local(self, local);
    }

    fn visit_expr_method_call(&mut self, call: &syn::ExprMethodCall) {
        self.defaults += usize::from(call.method == "unwrap_or_default");
        syn::visit::visit_expr_method_call(self, call);
    }

    fn visit_macro(&mut self, invoked: &syn::Macro) {
        self.defaults += defaults(invoked.tokens.clone());
    }
}

/// How often `unwrap_or_default` is in tokens that are not parsed.
fn defaults(tokens: TokenStream) -> usize {
    let each = tokens.into_iter().map(|token| match token {
        TokenTree::Group(group) => defaults(group.stream()),
        TokenTree::Ident(ident) => usize::from(ident == "unwrap_or_default"),
        TokenTree::Punct(_) | TokenTree::Literal(_) => 0,
    });
    each.sum()
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (what, spread) in [("function", self.functions), ("file", self.files)] {
            let Spread { median, p90, max } = spread;
            writeln!(
                out,
                "{what} median / p90 / max lines     {median} / {p90} / {max}"
            )?;
        }
        for (what, figure) in [
            ("`//` comments per 100 code lines", self.comments),
            ("doc blocks of 20 words or more, %", self.long_docs),
            ("type names in more than one file, %", self.twice_named),
            ("local closures per 100 functions", self.closures),
            ("unwrap_or_default per 100 functions", self.defaults),
            ("tuple parameters per 100 functions", self.tuples),
            ("bool parameters per 100 functions", self.bools),
        ] {
            writeln!(out, "{what:40} {figure:.2}")?;
        }
        writeln!(
            out,
            "circles of files inside rooms            {}",
            self.circles.len()
        )?;
        for circle in &self.circles {
            writeln!(out, "    {}: {}", circle.len(), circle.join(" "))?;
        }
        for name in &self.names {
            writeln!(out, "    twice {name}")?;
        }
        Ok(())
    }
}

#[test]
fn each_figure_counts_what_it_says() {
    let mut count = Count::default();
    let file = syn::parse_file(
        "struct A; trait B { fn f(&self, on: bool); }
         fn g((a, b): (u8, u8), pair: &(u8, u8), flag: Option<bool>) -> u8 {
             let double = |x: u8| x * 2;
             let text = format!(\"{}\", a.checked_add(b).unwrap_or_default());
             double(text.parse().unwrap_or_default())
         }",
    );
    count.visit_file(&file.unwrap());
    assert_eq!(count.lengths, [5]);
    assert_eq!(count.types.len(), 2);
    assert_eq!((count.closures, count.defaults), (1, 2));
    assert_eq!((count.tuples, count.bools), (2, 1));
    let spread = Spread::of((1..=100).collect());
    assert_eq!((spread.median, spread.p90, spread.max), (50, 90, 100));
}
