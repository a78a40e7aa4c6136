//! What the account holds, over HTTP and not over the pages.

use serde_json::Value;

use crate::bench::{TOKEN, Workbench};

/// A resource of the account `boreal`.
pub(crate) fn get(bench: &Workbench, resource: &str) -> Value {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        let url = format!("{}/v1/accounts/boreal/{resource}", bench.url());
        let request = client.get(url).bearer_auth(TOKEN);
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200, "{resource}");
        answer.json().await.unwrap()
    })
}
