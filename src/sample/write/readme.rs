//! The paper that goes with the sample: what is invented, how, how to be rid of it.

use crate::sample::{Sample, SampleFile};

/// Indonesian first, then English.
pub(in crate::sample) fn readme(title: &str, seed: u64, sample: &Sample) -> SampleFile {
    let text = TEMPLATE
        .replace("{title}", title)
        .replace("{seed}", &seed.to_string())
        .replace("{indicators}", &sample.indicators.len().to_string())
        .replace("{claims}", &sample.claims.len().to_string())
        .replace("{events}", &sample.events.len().to_string())
        .replace("{agencies}", &sample.agencies.len().to_string())
        .replace("{problems}", &sample.problems.len().to_string())
        .replace("{programmes}", &sample.programmes.len().to_string())
        .replace("{posyandu}", &sample.posyandu.len().to_string());
    SampleFile { name: "README.md", bytes: text.into_bytes() }
}

const TEMPLATE: &str = "\
# DATA CONTOH untuk {title}

**Semua angka, klasifikasi, program dan titik posyandu di folder ini rekaan. Bukan data resmi, bukan perkiraan, dan tidak boleh dikutip.** Data ini ada supaya peta dapat dicoba sebelum data resmi tersedia.

| berkas | isi rekaan | baris |
| --- | --- | --- |
| `katalog.json` | indikator contoh; id-nya diawali `contoh-` | {indicators} |
| `klaim.csv` | stunting, cakupan pengukuran (D/S) dan layanan per kelurahan | {claims} |
| `kampung_kb.csv` | klasifikasi, tahap dan sarana Kampung KB; ada atau tidaknya Kampung KB tidak direka | {events} |
| `opd.csv` | perangkat daerah dengan masa berlaku namanya | {agencies} |
| `masalah.csv` | masalah yang ditemukan per kelurahan | {problems} |
| `program.csv` | program perangkat daerah per kelurahan | {programmes} |
| `posyandu.geojson` | posyandu: nama, titik, jadwal, layanan | {posyandu} |
| `manifest.json` | daftar berkas untuk `jangkau load` | |

Yang tidak rekaan: kode dan nama wilayah serta batasnya, yang diambil dari data masukan; pengertian indikator, batas kelas dan sasaran, yang mencantumkan sumbernya.

## Cara dibuat

- Dibuat oleh program `jangkau` dari batas dan nama kelurahan dengan benih acak {seed}. Masukan dan benih yang sama menghasilkan berkas yang sama sampai ke bit terakhir.
- Prevalensi stunting mengikuti medan acak yang dihaluskan antarkelurahan bertetangga, dengan satu pusat tinggi dan penurunan perlahan; kasus lalu dihitung satu per satu di antara balita yang diukur.
- Keadaan khusus sengaja dibuat: tanpa kasus, kasus sedikit, belum diisi, tidak diukur, tidak berlaku, baris tidak ada, D/S rendah, dan cakupan di atas 100 % karena penyebut proyeksi.
- Titik posyandu jatuh acak di dalam kelurahannya; tidak satu pun menunjuk tempat yang sebenarnya.

## Cara menghapus

    jangkau dataset remove contoh

Data resmi tidak ikut terhapus. Untuk memunculkan data contoh lagi: `jangkau dataset restore contoh`.

Lisensi: CC0-1.0.

---

# SAMPLE DATA for {title}

**All figures, classes, programmes and posyandu positions in this folder are invented. They are not official, not estimates, and not to be quoted.** They are here so that the map can be tried before official data are at hand.

| file | what is invented | rows |
| --- | --- | --- |
| `katalog.json` | sample indicators; their ids start with `contoh-` | {indicators} |
| `klaim.csv` | stunting, measuring coverage (D/S) and services by kelurahan | {claims} |
| `kampung_kb.csv` | class, stages and facilities of each Kampung KB; whether there is one is not invented | {events} |
| `opd.csv` | agencies, with the days between which each had its name | {agencies} |
| `masalah.csv` | problems found, by kelurahan | {problems} |
| `program.csv` | programmes of the agencies by kelurahan | {programmes} |
| `posyandu.geojson` | posyandu: name, point, schedule, services | {posyandu} |
| `manifest.json` | the list of files for `jangkau load` | |

Not invented: codes, names and boundaries of the areas, which come from the input; definitions of indicators, class edges and targets, which name their source.

## How it is made

- By the program `jangkau` from the boundaries and names of the kelurahan with the random seed {seed}. The same input and seed give the same files to the last bit.
- Stunting prevalence follows a random field smoothed over neighbouring kelurahan, with one hot spot and a slow fall; cases are then counted one by one among the children measured.
- Special states are there on purpose: no cases, few cases, not filled, not measured, not applicable, no row, low D/S, and coverage above 100 % from a projected denominator.
- Posyandu fall at random inside their kelurahan; none of them marks a real place.

## How to remove it

    jangkau dataset remove contoh

Official data stay. To bring the sample back: `jangkau dataset restore contoh`.

Licence: CC0-1.0.
";
