/** A fault of a document: the path of the field, "[0].gross", and what is wrong, in English. */
export interface Fault {
  path: string;
  message: string;
}

export type DoorName = 'payslip' | 'wage' | 'performer' | 'aid' | 'waterfall' | 'topsheet' | 'talent';

/** A module of the folder; "bobine" has every door. */
export type ModuleName = 'payslip' | 'wage' | 'aid' | 'waterfall' | 'shoot' | 'bobine';

/** A door: JSON text in, JSON text out. None of its functions throws. */
export interface Door {
  /** The answer of the door, byte for byte, or {"faults":[…]}. */
  answer(text: string): string;
  /** The references that an answer may cite: [{"key","title","url"}]. */
  references(): string;
  /** The JSON Schema of the input. */
  schema(): string;
}

/** The wage door also lists the functions of the grids: [{"agreement","job","branch"}]. */
export interface WageDoor extends Door {
  functions(): string;
  /** The codes of the lines with their labels. */
  codes(): string;
}

/** The aid door also lists the facts of every scheme. */
export interface AidDoor extends Door {
  schemes(): string;
}

/**
 * The talent door searches, for a number of seconds (over 0, at most 3600) and of nodes (0: no
 * limit), and answers with the best order found. It asks onElapsed, several times a second,
 * whether to stop. On the main thread it leaves the page a few milliseconds in fifty: use a worker.
 */
export interface TalentDoor {
  answer(text: string, seconds: number, nodes?: number, seed?: number,
    onElapsed?: (milliseconds: number) => boolean | void): Promise<string>;
  references(): string;
  schema(): string;
}

export interface Doors {
  payslip: Door;
  wage: WageDoor;
  performer: Door;
  aid: AidDoor;
  waterfall: Door;
  topsheet: Door;
  talent: TalentDoor;
}

export const doorNames: readonly DoorName[];

/** Loads a door, once: from the module of its own, or from the one named. */
export function load<N extends DoorName>(door: N, options?: { module?: ModuleName; base?: string }): Promise<Doors[N]>;

export type Answer<T = unknown> = { ok: true; value: T } | { ok: false; faults: Fault[] };

/** Reads the text that a door answered. */
export function readAnswer<T = unknown>(text: string): Answer<T>;

/** A door in a worker of its own. No promise is ever rejected: faults are data. */
export class WorkerDoor {
  constructor(door: DoorName, options?: { module?: ModuleName });
  call(name: string, args?: unknown[], options?: {
    onProgress?: (milliseconds: number) => void;
    signal?: AbortSignal;
  }): Promise<string>;
  answer(text: string, ...rest: unknown[]): Promise<string>;
  close(): void;
}
