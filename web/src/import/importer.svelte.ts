/**
 * One file on its way through the page: sent, followed, found, opened again.
 *
 * Absent on purpose: anything about how it is shown.
 */
import { type Finding, totalsOf } from './findings';
import {
  follow,
  getFindings,
  getList,
  getVersion,
  type Job,
  KINDS,
  type Kind,
  type List,
  type Reading,
  type Report,
  send,
  type Taken,
  type Version,
  type Wish,
} from './server';

/** What is known of a file that was read. */
export type Read = {
  kind: Kind;
  outcome: string;
  rows: number;
  taken: Taken | null;
  findings: Finding[];
  totals: Record<string, number>;
};

export class Importer {
  list = $state.raw<List | null>(null);
  file = $state.raw<File | null>(null);
  wish = $state.raw<Wish | null>(null);
  reading = $state.raw<Reading>({});
  job = $state.raw<Job | null>(null);
  sending = $state(false);
  read = $state.raw<Read | null>(null);
  version = $state.raw<Version | null>(null);
  refused = $state.raw<unknown>(null);

  get busy(): boolean {
    return this.sending || this.job?.state === 'waiting' || this.job?.state === 'working';
  }

  /** The versions anew; what became of the open one is seen too. */
  async refreshList(): Promise<void> {
    this.list = await getList();
    const now = this.list.versions.find((one) => one.version === this.version?.version);
    if (now) this.version = now;
  }

  /** Sends the file, and stays with it until it is read. */
  async send(file: File, wish: Wish, reading: Reading): Promise<void> {
    [this.file, this.wish, this.reading] = [file, wish, reading];
    [this.refused, this.job, this.read, this.version, this.sending] = [null, null, null, null, true];
    try {
      this.job = await send(file, wish, reading);
      this.sending = false;
      this.job = await follow(this.job.job, (now) => {
        this.job = now;
      });
      if (this.job.report) await this.take(wish.kind, this.job.report);
      await this.refreshList();
    } catch (error) {
      [this.refused, this.job] = [error, null];
    } finally {
      this.sending = false;
    }
  }

  async again(reading: Reading): Promise<void> {
    if (this.file && this.wish) await this.send(this.file, this.wish, reading);
  }

  /** A version that waits since an earlier visit. */
  async open(version: Version): Promise<void> {
    [this.refused, this.job, this.file] = [null, null, null];
    try {
      const findings = await getFindings(version.version);
      this.reading = version.reading;
      this.version = version;
      this.read = {
        kind: kindOf(version.kind),
        outcome: 'staged',
        rows: version.rows,
        taken: version.taken,
        findings,
        totals: totalsOf(findings),
      };
    } catch (error) {
      this.refused = error;
    }
  }

  async changed(version: Version): Promise<void> {
    this.version = version;
    await this.refreshList();
  }

  private async take(kind: Kind, report: Report): Promise<void> {
    let { findings } = report;
    if (report.version !== null) {
      this.version = await getVersion(report.version);
      if (report.found > findings.length) findings = await getFindings(report.version);
    }
    const { outcome, rows, taken, totals } = report;
    this.read = { kind, outcome, rows, taken, findings, totals };
  }
}

function kindOf(word: string): Kind {
  return KINDS.find((kind) => kind === word) ?? 'claims';
}
