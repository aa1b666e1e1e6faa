import {
  closeSync,
  fdatasync,
  ftruncateSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { SandboxError } from '../sandbox-error.ts';
import { type DataFolder, takeDataFolder } from './data-folder.ts';
import type { RecordLog, RestatedState, Watermark } from './record-log.ts';

const SEGMENT_BYTES = 64 * 1024 * 1024;
const SYNC_EVERY_MS = 1000;
const HEAD = /^([0-9a-f]{8}) (\d{1,12})$/;
const MAX_HEAD_BYTES = 21;
// Ends what a segment begins with. Without it, a kill cut that short.
const BEGUN = '{"t":"begun"}';
const NAME = /^journal-(\d{8})\.log$/;

interface Segment {
  number: number;
  file: string;
  /** What was the ceiling when the next segment was begun. */
  end: Watermark;
}

export interface JournalOptions {
  /** How large a segment may grow before the next is begun. @default 64 MiB */
  segmentBytes?: number;
}

/**
 * The record log on disk: a folder of segments, each a text file. A commit is one block in it: a line with the
 * CRC-32 and the length of what follows, and then a line for each record.
 *
 * A commit is one write to the file, so a record survives whatever kills the process; the file is also synced to
 * the disk each second. A last block that a kill cut off was never promised, and is taken off at the next start.
 * Any other damage is refused. A segment begins with all that must outlive older ones, so old segments can be
 * deleted as a whole.
 */
export class Journal implements RecordLog {
  readonly #folder: DataFolder;
  readonly #state: RestatedState;
  readonly #segmentBytes: number;
  readonly #segments: Segment[] = [];
  #fd = -1;
  #bytes = 0;
  /** What is written is put together here. It grows to fit the largest. */
  #block = Buffer.alloc(0);
  #lines: string[] = [];
  #callbacks: (() => void)[] = [];
  #isScheduled = false;
  #hasBegun = false;
  #needsSync = false;
  #syncTimer: NodeJS.Timeout;

  /**
   * Opens a data folder and gives every record in it to the state.
   *
   * @throws {SandboxError} when the folder cannot be used, or holds damaged records
   */
  constructor(path: string, state: RestatedState, { segmentBytes = SEGMENT_BYTES }: JournalOptions = {}) {
    this.#state = state;
    this.#segmentBytes = segmentBytes;
    this.#folder = takeDataFolder(path);
    try {
      this.#replay();
    } catch (error) {
      this.#folder.release();
      throw error;
    }
    this.#syncTimer = setInterval(() => this.#sync(), SYNC_EVERY_MS);
    this.#syncTimer.unref();
  }

  append(record: string): void {
    this.#lines.push(record);
    this.#schedule();
  }

  afterCommit(callback: () => void): void {
    this.#callbacks.push(callback);
    this.#schedule();
  }

  commit(): void {
    if (this.#lines.length > 0) {
      const lines = this.#lines;
      this.#lines = [];
      this.#write(lines);
      if (this.#bytes > this.#segmentBytes) this.#beginSegment();
    }
    const callbacks = this.#callbacks;
    this.#callbacks = [];
    for (const callback of callbacks) callback();
  }

  close(): void {
    clearInterval(this.#syncTimer);
    this.commit();
    closeSync(this.#fd);
    this.#folder.release();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      if (this.#lines.length > 0 || this.#callbacks.length > 0) this.commit();
    });
  }

  #write(lines: string[]): void {
    const text = `${lines.join('\n')}\n`;
    // Room for the longest head, and for text that is all outside of ASCII.
    if (this.#block.length < MAX_HEAD_BYTES + 1 + text.length * 3) {
      this.#block = Buffer.allocUnsafeSlow(2 * (MAX_HEAD_BYTES + 1 + text.length * 3));
    }
    const end = MAX_HEAD_BYTES + 1 + this.#block.write(text, MAX_HEAD_BYTES + 1);
    const records = this.#block.subarray(MAX_HEAD_BYTES + 1, end);
    const head = `${crc32(records).toString(16).padStart(8, '0')} ${records.length}\n`;
    const start = MAX_HEAD_BYTES + 1 - head.length;
    this.#block.write(head, start, 'latin1');
    const bytes = this.#block.subarray(start, end);
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(this.#fd, bytes, written);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      const reason = code === 'ENOSPC' ? 'the disk is full' : code;
      throw new SandboxError(`${this.#folder.path}: cannot be written to (${reason}); nothing was accepted`);
    }
    this.#bytes += bytes.length;
    this.#needsSync = true;
  }

  #sync(): void {
    if (!this.#needsSync) return;
    this.#needsSync = false;
    // A machine that loses power may lose the last second; a process that dies loses nothing.
    fdatasync(this.#fd, () => {});
  }

  #beginSegment(): void {
    const current = this.#segments.at(-1);
    if (current) current.end = this.#state.ceiling();
    if (this.#fd >= 0) closeSync(this.#fd);
    const number = (current?.number ?? 0) + 1;
    const file = join(this.#folder.path, `journal-${String(number).padStart(8, '0')}.log`);
    this.#fd = openSync(file, 'ax');
    this.#bytes = 0;
    this.#segments.push({ number, file, end: { thing: Infinity, change: Infinity } });
    this.#write([...this.#state.restate(), BEGUN]);
    this.#deleteOldSegments();
  }

  #deleteOldSegments(): void {
    const floor = this.#state.floor();
    while (this.#segments.length > 1) {
      const [{ file, end }] = this.#segments as [Segment];
      if (end.thing > floor.thing || end.change > floor.change) return;
      rmSync(file);
      this.#segments.shift();
    }
  }

  #replay(): void {
    const numbers = readdirSync(this.#folder.path)
      .flatMap((name) => NAME.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
    for (const number of numbers) {
      const file = join(this.#folder.path, `journal-${String(number).padStart(8, '0')}.log`);
      const previous = this.#segments.at(-1);
      if (previous) previous.end = this.#state.ceiling();
      this.#segments.push({ number, file, end: { thing: Infinity, change: Infinity } });
      this.#hasBegun = false;
      const good = this.#replayFile(file);
      const { size } = statSync(file);
      if (good < size && number !== numbers.at(-1)) throw damaged(file, good);
      if (number === numbers.at(-1)) {
        this.#fd = openSync(file, 'r+');
        ftruncateSync(this.#fd, good);
        closeSync(this.#fd);
        this.#fd = openSync(file, 'a');
        this.#bytes = good;
      }
    }
    if (!this.#hasBegun) this.#beginSegment();
  }

  /** @returns how many bytes hold whole, sound blocks; what follows them is a last block that was cut off */
  #replayFile(file: string): number {
    const bytes = readFileSync(file);
    let offset = 0;
    for (;;) {
      const end = bytes.indexOf(10, offset);
      if (end < 0) {
        if (bytes.length - offset > MAX_HEAD_BYTES) throw damaged(file, offset);
        return offset;
      }
      const head = HEAD.exec(bytes.toString('latin1', offset, Math.min(end, offset + MAX_HEAD_BYTES)));
      if (head === null) throw damaged(file, offset);
      const [, crc = '', length = ''] = head;
      const next = end + 1 + Number(length);
      if (next > bytes.length) return offset;
      const records = bytes.subarray(end + 1, next);
      if (Number.parseInt(crc, 16) !== crc32(records)) throw damaged(file, offset);
      for (const record of records.toString('utf8').split('\n')) {
        if (record === BEGUN) this.#hasBegun = true;
        else if (record !== '') this.#state.apply(JSON.parse(record));
      }
      offset = next;
    }
  }
}

function damaged(file: string, offset: number): SandboxError {
  return new SandboxError(
    `${file}: is damaged at byte ${offset}; nothing was changed. Restore the folder from a copy, or choose another one`,
  );
}
