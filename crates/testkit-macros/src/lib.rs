#![doc = include_str!("../README.md")]

use proc_macro::TokenStream;
use quote::quote;
use syn::{FnArg, ItemFn, parse_macro_input};

/// Makes a test of an async function, on SQLite and on PostgreSQL.
///
/// The function takes what it is tested with, `testkit::TestDb` or anything else that is
/// `testkit::SetUp`. It becomes a module of its name with the tests `sqlite` and `postgres`.
#[proc_macro_attribute]
pub fn db_test(arguments: TokenStream, item: TokenStream) -> TokenStream {
    let item = parse_macro_input!(item as ItemFn);
    match expand(&arguments.into(), item) {
        Ok(tokens) => tokens.into(),
        Err(error) => error.into_compile_error().into(),
    }
}

fn expand(
    arguments: &proc_macro2::TokenStream,
    mut item: ItemFn,
) -> syn::Result<proc_macro2::TokenStream> {
    if !arguments.is_empty() {
        return Err(syn::Error::new_spanned(
            arguments,
            "db_test takes no arguments",
        ));
    }
    let signature = &item.sig;
    if signature.asyncness.is_none() {
        return Err(syn::Error::new_spanned(
            signature,
            "a database test is async",
        ));
    }
    let inputs: Vec<_> = signature.inputs.iter().collect();
    let [FnArg::Typed(_)] = inputs.as_slice() else {
        let message = "a database test takes one argument, such as `db: TestDb`";
        return Err(syn::Error::new_spanned(signature, message));
    };
    let name = item.sig.ident.clone();
    let attributes = std::mem::take(&mut item.attrs);
    item.vis = syn::parse_quote!(pub(super));
    item.sig.ident = syn::Ident::new("body", name.span());
    // The inner module sees what the function saw; `cfg(test)` tells clippy that this is one.
    Ok(quote! {
        #[cfg(test)]
        #(#attributes)*
        mod #name {
            use super::*;

            #[test]
            fn sqlite() {
                ::testkit::run(::testkit::Backend::Sqlite, body);
            }

            #[test]
            fn postgres() {
                ::testkit::run(::testkit::Backend::Postgres, body);
            }

            #item
        }
    })
}
