//! Metrics for the operator, in Prometheus's text form, on an address of their own that the public never
//! reaches. Labels come from short fixed lists (methods, patterns of addresses, statuses).

use axum::Router;
use axum::http::header;
use axum::routing::get;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::TcpListener;
use tracing::{info, warn};

/// Upper bounds of the buckets, in seconds.
const SECONDS: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0];

/// Starts counting. Call before the first counter is made: those made earlier count into the void.
pub(crate) fn start() -> Option<PrometheusHandle> {
    PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)
        .ok()?
        .install_recorder()
        .ok()
}

/// Shows the figures at `address`, for as long as the server runs.
pub(crate) async fn show(handle: PrometheusHandle, address: SocketAddr) -> std::io::Result<()> {
    let listener = TcpListener::bind(address).await?;
    let address = listener.local_addr()?;
    info!(%address, "Metrics are shown at http://{address}/metrics");
    let upkeep = handle.clone();
    tokio::spawn(async move {
        let mut tick = tokio::time::interval(Duration::from_secs(5));
        loop {
            tick.tick().await;
            upkeep.run_upkeep();
        }
    });
    let text = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    let app = Router::new().route("/metrics", get(move || async move { (text, handle.render()) }));
    tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, app).await {
            warn!(%error, "Metrics are no longer shown");
        }
    });
    Ok(())
}
