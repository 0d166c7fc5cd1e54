//! The tests of the program as others see it: one binary, a file for each
//! boundary. What one file needs alone is tested inside it.

mod support;
mod house;
mod import;
mod topology;
mod repair;
mod store;
mod staged;
mod killed;
mod imports;
mod tile;
mod picture;
mod raster;
mod layers;
mod archive;
mod nearest;
mod disclosure;
mod api;
mod accounts;
mod office;
mod access;
mod signing_in;
mod auditor;
mod http;
mod kampung_kb;
mod convergence;
mod caching;
mod values;
mod statistics;
mod comparable;
mod country;
mod live;
mod cli;
mod sample;
