//! What an importer reports: findings, their codes, places and words.

use crate::domain::Text;

/// One thing that is wrong with a file, or worth knowing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// The code or name of the area concerned, as far as known.
    pub area: Option<String>,
    /// The column or property concerned.
    pub field: Option<String>,
    /// The value concerned, cut to 80 characters; never personal data.
    pub value: Option<String>,
    /// What is special about this case, in English.
    pub detail: Option<String>,
}

impl Finding {
    /// A finding without particulars.
    pub fn new(code: Code, place: Place) -> Self {
        Self { code, place, area: None, field: None, value: None, detail: None }
    }

    /// Names the area concerned.
    #[must_use]
    pub fn area(mut self, area: impl ToString) -> Self {
        self.area = Some(cut(&area.to_string()));
        self
    }

    /// Names the column or property concerned.
    #[must_use]
    pub fn field(mut self, field: impl ToString) -> Self {
        self.field = Some(cut(&field.to_string()));
        self
    }

    /// Quotes the value concerned, with control characters made visible.
    #[must_use]
    pub fn value(mut self, value: impl ToString) -> Self {
        self.value = Some(cut(&value.to_string()));
        self
    }

    /// Says what is special about this case.
    #[must_use]
    pub fn detail(mut self, detail: impl ToString) -> Self {
        self.detail = Some(detail.to_string());
        self
    }

    /// What follows from it.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }
}

fn cut(text: &str) -> String {
    text.chars()
        .take(80)
        .flat_map(|c| c.escape_debug().collect::<Vec<_>>())
        .collect::<String>()
        .replace("\\\"", "\"")
        .replace("\\'", "'")
}

/// Where a finding is, counted as a person counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A byte, from 0, where reading broke off.
    Byte(usize),
    /// A line of the text file, from 1.
    Line(u64),
    /// A feature or entry in the order of the file, from 0.
    Feature(usize),
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::File => f.write_str("file"),
            Self::Byte(byte) => write!(f, "byte {byte}"),
            Self::Line(line) => write!(f, "line {line}"),
            Self::Feature(index) => write!(f, "feature {index}"),
        }
    }
}

/// What a finding is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One row: it is left out (reject) or kept (warn), the others are kept.
    Row,
    /// The file: nothing of it is stored.
    File,
}

/// What follows from a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Severity {
    /// The row is left out, or the file refused.
    Reject,
    /// The row is stored as it is.
    Warn,
}

impl Severity {
    /// The word used in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Reject => "reject",
            Self::Warn => "warn",
        }
    }
}

/// Writes the closed list of codes from one table, so that a code, its scope,
/// its severity and its words stand in one place.
macro_rules! codes {
    ($( $(#[$meta:meta])* $variant:ident = $slug:literal, $scope:ident, $severity:ident,
        $message_id:literal, $message_en:literal, $mend_id:literal, $mend_en:literal; )+) => {
        /// The closed list of reasons. Each has one meaning; `docs/import-findings.md`
        /// shows the same table.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Code { $( $(#[$meta])* #[doc = $message_en] $variant ),+ }

        impl Code {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// The word used in reports.
            pub const fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $slug ),+ }
            }

            /// Whether it concerns a row or the file.
            pub const fn scope(self) -> Scope {
                match self { $( Self::$variant => Scope::$scope ),+ }
            }

            /// What follows from it.
            pub const fn severity(self) -> Severity {
                match self { $( Self::$variant => Severity::$severity ),+ }
            }

            /// What is wrong, in both languages.
            pub fn message(self) -> Text {
                match self { $( Self::$variant => Text::new($message_id, $message_en) ),+ }
            }

            /// What to do about it, in both languages.
            pub fn mend(self) -> Text {
                match self { $( Self::$variant => Text::new($mend_id, $mend_en) ),+ }
            }
        }
    };
}

codes! {
    // The file as a whole.
    EmptyFile = "empty_file", File, Reject,
        "Berkas kosong.", "The file is empty.",
        "Kirim berkas yang berisi data.", "Send a file that holds data.";
    LimitBytes = "limit_bytes", File, Reject,
        "Berkas terlalu besar.", "The file is too large.",
        "Bagi berkas menjadi beberapa bagian.", "Split the file.";
    UnsupportedFormat = "unsupported_format", File, Reject,
        "Isi berkas bukan format yang dibaca untuk jenis data ini.", "The content is not a format that this kind of dataset is read from.",
        "Simpan sebagai GeoJSON (batas, posyandu), CSV (tabel) atau JSON (katalog).", "Save it as GeoJSON (boundaries, posyandu), CSV (tables) or JSON (catalogue).";
    Encoding = "encoding", File, Reject,
        "Berkas bukan teks UTF-8.", "The file is not UTF-8 text.",
        "Simpan ulang dengan pengodean UTF-8.", "Save it again as UTF-8.";
    JsonSyntax = "json_syntax", File, Reject,
        "JSON rusak.", "The JSON is broken.",
        "Perbaiki di tempat yang disebut, atau ekspor ulang dari aplikasi asal.", "Mend it at the place named, or export it again.";
    NotGeojson = "not_geojson", File, Reject,
        "JSON ini bukan FeatureCollection GeoJSON.", "This JSON is not a GeoJSON FeatureCollection.",
        "Ekspor lapisan sebagai GeoJSON (RFC 7946).", "Export the layer as GeoJSON (RFC 7946).";
    CrsMismatch = "crs_mismatch", File, Reject,
        "Berkas memakai sistem koordinat selain WGS 84.", "The file uses a coordinate system other than WGS 84.",
        "Ekspor ulang dalam EPSG:4326 (derajat, bujur dahulu).", "Export it again in EPSG:4326 (degrees, longitude first).";
    NoFeatures = "no_features", File, Reject,
        "Tidak ada fitur di dalam berkas.", "The file holds no features.",
        "Periksa apakah lapisan yang diekspor berisi data.", "Check that the exported layer holds data.";
    NoRows = "no_rows", File, Reject,
        "Tidak ada baris yang dapat dipakai.", "No row can be used.",
        "Perbaiki baris yang disebut di atas, lalu impor lagi.", "Mend the rows named above and import again.";
    CsvSyntax = "csv_syntax", File, Reject,
        "CSV rusak.", "The CSV is broken.",
        "Periksa tanda kutip di sekitar tempat yang disebut.", "Check the quotes near the place named.";
    Separator = "separator", File, Reject,
        "Kolom tampaknya dipisahkan titik koma atau tab, bukan koma.", "The columns seem to be separated by semicolons or tabs, not commas.",
        "Simpan ulang dengan pemisah koma dan titik sebagai tanda desimal.", "Save it again with commas, and a point as decimal mark.";
    MissingColumn = "missing_column", File, Reject,
        "Kolom wajib tidak ada.", "A required column is missing.",
        "Tambahkan kolom itu; namanya harus persis.", "Add the column, named exactly so.";
    DuplicateColumn = "duplicate_column", File, Reject,
        "Dua kolom berarti hal yang sama.", "Two columns mean the same.",
        "Hapus salah satunya.", "Remove one of them.";
    PersonalData = "personal_data", File, Reject,
        "Berkas memuat kolom data pribadi.", "The file has columns of personal data.",
        "Hapus kolom itu. Layanan ini hanya menerima jumlah per wilayah.", "Remove them. This service takes counts by area only.";
    MissingMember = "missing_member", File, Reject,
        "Bagian wajib tidak ada dalam JSON.", "A required member is missing from the JSON.",
        "Lengkapi bagian itu sesuai panduan format data.", "Add it as the guide to data formats says.";
    LimitRows = "limit_rows", File, Reject,
        "Berkas memuat terlalu banyak baris.", "The file has too many rows.",
        "Bagi berkas menjadi beberapa bagian.", "Split the file.";
    LimitColumns = "limit_columns", File, Reject,
        "Berkas memuat terlalu banyak kolom.", "The file has too many columns.",
        "Hapus kolom yang tidak dipakai.", "Remove columns that are not used.";

    // Features and their shapes.
    FeatureInvalid = "feature_invalid", Row, Reject,
        "Fitur ini bukan Feature GeoJSON yang sah.", "This is not a valid GeoJSON Feature.",
        "Perbaiki fitur ini di aplikasi asal.", "Mend the feature in the program that made it.";
    GeometryMissing = "geometry_missing", Row, Reject,
        "Fitur tidak mempunyai geometri.", "The feature has no geometry.",
        "Gambar wilayahnya, atau keluarkan fitur ini.", "Draw the area, or leave the feature out.";
    GeometryType = "geometry_type", Row, Reject,
        "Jenis geometri tidak cocok untuk data ini.", "The type of geometry does not fit this dataset.",
        "Batas wilayah: Polygon atau MultiPolygon; posyandu: Point.", "Boundaries: Polygon or MultiPolygon; posyandu: Point.";
    EmptyGeometry = "empty_geometry", Row, Reject,
        "Geometri kosong.", "The geometry is empty.",
        "Gambar ulang, atau keluarkan fitur ini.", "Draw it again, or leave the feature out.";
    CoordinatesInvalid = "coordinates_invalid", Row, Reject,
        "Sebuah posisi bukan pasangan angka.", "A position is not a pair of numbers.",
        "Setiap posisi memuat bujur dan lintang.", "Every position holds a longitude and a latitude.";
    OutOfRange = "out_of_range", Row, Reject,
        "Koordinat bukan derajat; tampaknya meter (UTM atau TM-3).", "The coordinates are no degrees; they look like metres (UTM or TM-3).",
        "Ekspor ulang dalam EPSG:4326.", "Export it again in EPSG:4326.";
    CoordinatesSwapped = "coordinates_swapped", Row, Reject,
        "Bujur dan lintang tampaknya tertukar.", "Longitude and latitude look swapped.",
        "Tukar urutannya: bujur dahulu, lintang kemudian.", "Swap them: longitude first, latitude second.";
    OutsideArea = "outside_area", Row, Reject,
        "Posisi di luar Indonesia.", "The position is outside Indonesia.",
        "Periksa koordinatnya.", "Check the coordinates.";
    TooComplex = "too_complex", Row, Reject,
        "Geometri mempunyai terlalu banyak titik.", "The geometry has too many vertices.",
        "Sederhanakan bentuknya sebelum dikirim.", "Simplify the shape before sending it.";
    RingTooShort = "ring_too_short", Row, Reject,
        "Sebuah ring kurang dari empat posisi.", "A ring has fewer than four positions.",
        "Gambar ulang wilayahnya.", "Draw the area again.";
    RingNotClosed = "ring_not_closed", Row, Reject,
        "Sebuah ring tidak tertutup.", "A ring is not closed.",
        "Posisi pertama dan terakhir harus sama.", "Its first and last positions must be the same.";
    DegenerateGeometry = "degenerate_geometry", Row, Reject,
        "Sebuah ring tidak mempunyai luas.", "A ring has no area.",
        "Gambar ulang wilayahnya.", "Draw the area again.";
    SelfIntersection = "self_intersection", Row, Reject,
        "Garis batas memotong dirinya sendiri.", "The border crosses itself.",
        "Perbaiki di tempat yang disebut.", "Mend it at the place named.";
    HoleOutside = "hole_outside", Row, Reject,
        "Sebuah lubang terletak di luar wilayahnya.", "A hole lies outside its area.",
        "Hapus lubang itu, atau jadikan bagian tersendiri.", "Remove the hole, or make it a part of its own.";
    ExtraDimensions = "extra_dimensions", Row, Warn,
        "Posisi memuat ketinggian; angka itu diabaikan.", "Positions carry heights; they are ignored.",
        "Tidak perlu tindakan.", "Nothing needs to be done.";
    DuplicateVertices = "duplicate_vertices", Row, Warn,
        "Sebuah titik berulang berturut-turut.", "A vertex stands twice in a row.",
        "Tidak perlu tindakan; titik ganda diabaikan.", "Nothing needs to be done; doubles are ignored.";

    // Codes, names and words.
    MissingCode = "missing_code", Row, Reject,
        "Kode wilayah tidak ada.", "The area code is missing.",
        "Isi kode Kemendagri dengan titik.", "Give the Kemendagri code with dots.";
    CodeScheme = "code_scheme", Row, Reject,
        "Angka tanpa titik dapat berarti kode Kemendagri atau kode BPS.", "Digits without dots may be a Kemendagri or a BPS code.",
        "Tulis kode Kemendagri dengan titik, misalnya 97.71.01.1002.", "Write the Kemendagri code with dots, such as 97.71.01.1002.";
    CodeFormat = "code_format", Row, Reject,
        "Ini bukan kode wilayah.", "This is no area code.",
        "Kode Kemendagri berbentuk 97, 97.71, 97.71.01 atau 97.71.01.1002.", "A Kemendagri code looks like 97, 97.71, 97.71.01 or 97.71.01.1002.";
    WrongLevel = "wrong_level", Row, Reject,
        "Kode ini bukan kode kelurahan atau desa.", "This is not the code of a kelurahan or desa.",
        "Pakai kode sepuluh angka; wilayah yang lebih luas dibentuk dari kelurahan.", "Use the ten-digit code; wider areas are dissolved from the kelurahan.";
    CodeMismatch = "code_mismatch", Row, Reject,
        "Kolom ini tidak cocok dengan kode wilayahnya.", "This column does not follow from the area code.",
        "Perbaiki salah satu dari keduanya.", "Mend one of the two.";
    DuplicateCode = "duplicate_code", Row, Reject,
        "Kode ini sudah dipakai baris sebelumnya.", "An earlier row has this code already.",
        "Hapus atau gabungkan salah satu barisnya.", "Remove one of the rows, or join them.";
    UnknownCode = "unknown_code", Row, Warn,
        "Wilayah ini tidak ada pada batas yang dimuat; angkanya belum tampil.", "No boundary is loaded for this area; its figure is not shown yet.",
        "Periksa kodenya, atau impor batasnya.", "Check the code, or import its boundary.";
    MissingName = "missing_name", Row, Reject,
        "Nama tidak ada.", "The name is missing.",
        "Isi namanya.", "Give the name.";
    MissingValue = "missing_value", Row, Reject,
        "Isian wajib kosong.", "A required field is empty.",
        "Isi kolom itu.", "Fill it in.";
    WordUnknown = "word_unknown", Row, Reject,
        "Kata ini tidak dikenal pada kolom ini.", "This word is not known in this column.",
        "Pakai salah satu kata dari panduan format data.", "Use one of the words in the guide to data formats.";
    ControlCharacter = "control_character", Row, Reject,
        "Teks memuat karakter kendali.", "The text holds a control character.",
        "Hapus karakter itu.", "Remove it.";
    LimitString = "limit_string", Row, Reject,
        "Teks terlalu panjang.", "The text is too long.",
        "Persingkat teks itu.", "Shorten it.";
    RowWidth = "row_width", Row, Reject,
        "Jumlah kolom baris ini tidak sama dengan kepala tabel.", "The row has not as many fields as the header.",
        "Periksa koma dan tanda kutip pada baris itu.", "Check the commas and quotes of the row.";
    UnknownColumn = "unknown_column", Row, Warn,
        "Kolom ini tidak dikenal dan diabaikan.", "This column is not known and is ignored.",
        "Tidak perlu tindakan, kecuali namanya salah ketik.", "Nothing needs to be done, unless its name is misspelt.";

    // Figures.
    UnknownIndicator = "unknown_indicator", Row, Reject,
        "Indikator ini tidak ada dalam katalog.", "The catalogue has no such indicator.",
        "Periksa ejaan, atau impor katalognya dahulu.", "Check the spelling, or import its catalogue first.";
    SampleMix = "sample_mix", Row, Reject,
        "Angka contoh dan angka nyata tidak boleh bercampur.", "Sample figures and real ones must not mix.",
        "Angka contoh memakai indikator contoh-… dalam dataset bertanda contoh.", "Sample figures use contoh-… indicators in a dataset marked as sample.";
    NumberFormat = "number_format", Row, Reject,
        "Ini bukan angka yang dapat dibaca dengan pasti.", "This is no number that can be read with certainty.",
        "Tulis angka dengan titik desimal dan tanpa pemisah ribuan.", "Write it with a decimal point and no thousands separator.";
    NotInteger = "not_integer", Row, Reject,
        "Jumlah harus bilangan bulat.", "A count must be a whole number.",
        "Tulis jumlah orang atau wilayah, bukan persentase.", "Write the number of people or areas, not a percentage.";
    NegativeCount = "negative_count", Row, Reject,
        "Jumlah tidak mungkin negatif.", "A count is never negative.",
        "Perbaiki angkanya.", "Mend the number.";
    NumeratorExceeds = "numerator_exceeds", Row, Reject,
        "Pembilang lebih besar daripada penyebut.", "The numerator is larger than the denominator.",
        "Periksa kedua jumlah; mungkin tertukar.", "Check both counts; they may be swapped.";
    CoverageOver100 = "coverage_over_100", Row, Warn,
        "Cakupan di atas 100 %: sasaran proyeksi lebih kecil daripada yang dilayani.", "Coverage over 100 %: the projected target is smaller than those served.",
        "Tidak perlu tindakan; angka disimpan dan ditandai.", "Nothing needs to be done; the figure is kept and flagged.";
    DenominatorZero = "denominator_zero", Row, Warn,
        "Penyebut nol: dicatat sebagai belum diukur, bukan 0 %.", "The denominator is zero: kept as not measured, not as 0 %.",
        "Isi jumlah yang diukur bila ada.", "Give the number measured, if there is one.";
    PercentRange = "percent_range", Row, Reject,
        "Persentase di luar 0 sampai 100.", "The percentage is outside 0 to 100.",
        "Periksa angkanya.", "Check the number.";
    UnitMismatch = "unit_mismatch", Row, Reject,
        "Satuan tidak cocok dengan indikatornya.", "The unit does not fit the indicator.",
        "Periksa kolom satuan dan indikator.", "Check the columns for unit and indicator.";
    PeriodMissing = "period_missing", Row, Reject,
        "Periode tidak ada.", "The period is missing.",
        "Isi tahun (2024), bulan (2024-08) atau hari (2024-08-31).", "Give a year (2024), month (2024-08) or day (2024-08-31).";
    PeriodFormat = "period_format", Row, Reject,
        "Periode tidak dapat dibaca.", "The period cannot be read.",
        "Tulis 2024, 2024-08 atau 2024-08-31.", "Write 2024, 2024-08 or 2024-08-31.";
    DateFormat = "date_format", Row, Reject,
        "Tanggal tidak dapat dibaca.", "The date cannot be read.",
        "Tulis tahun-bulan-hari, misalnya 2023-06-07.", "Write year-month-day, such as 2023-06-07.";
    DateOrder = "date_order", Row, Reject,
        "Urutan tanggal bertentangan: yang akhir mendahului yang awal.", "The dates contradict each other: the later one comes first.",
        "Periksa tanggal, batas awal, selesai dan tanggal diketahui.", "Check the date, its lower bound, the end and the day it was known.";
    DuplicateKey = "duplicate_key", Row, Reject,
        "Sumber yang sama sudah memberi angka untuk wilayah, indikator dan periode ini.", "The same source has already given a figure for this area, indicator and period.",
        "Hapus salah satu barisnya.", "Remove one of the rows.";

    // Posyandu.
    IdFormat = "id_format", Row, Reject,
        "Pengenal tidak sah.", "The identifier is not valid.",
        "Pakai huruf, angka, tanda hubung, titik atau garis bawah, paling banyak 64.", "Use up to 64 letters, digits, hyphens, dots and underscores.";
    DuplicateId = "duplicate_id", Row, Reject,
        "Pengenal ini sudah dipakai baris sebelumnya.", "An earlier row has this identifier already.",
        "Beri setiap posyandu pengenal sendiri.", "Give every posyandu an identifier of its own.";
    ScheduleFormat = "schedule_format", Row, Reject,
        "Jadwal tidak dapat dibaca.", "The schedule cannot be read.",
        "Tulis \"tanggal 10\" atau \"Selasa minggu ke-2\", jam \"08.00-11.00\".", "Write \"tanggal 10\" or \"Selasa minggu ke-2\", hours \"08.00-11.00\".";
    DuplicateLocation = "duplicate_location", Row, Warn,
        "Posisi ini sama dengan posyandu lain.", "Another posyandu has the same position.",
        "Periksa apakah titiknya benar diukur.", "Check that the point was really measured.";
    PointOutsideArea = "point_outside_area", Row, Warn,
        "Titik terletak di luar kelurahan yang disebut.", "The point lies outside the kelurahan that it names.",
        "Periksa titiknya atau kode kelurahannya.", "Check the point or the code.";

    // Boundaries together.
    Overlap = "overlap", Row, Warn,
        "Wilayah ini bertumpang tindih dengan tetangganya.", "The area overlaps its neighbour.",
        "Rapikan garis batas bersama di berkas asal.", "Mend the common border in the original file.";
    Gap = "gap", Row, Warn,
        "Ada celah di antara wilayah.", "There is a gap between areas.",
        "Rapikan garis batas bersama di berkas asal.", "Mend the common border in the original file.";
}
