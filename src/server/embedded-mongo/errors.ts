/** MongoDB's error codes by name, for those the engine raises (mongodb/mongo: src/mongo/base/error_codes.yml). */
const CODES = {
  InternalError: 1,
  BadValue: 2,
  HostUnreachable: 6,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  IllegalOperation: 20,
  InvalidBSON: 22,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NoMatchingDocument: 47,
  NamespaceExists: 48,
  MaxTimeMSExpired: 50,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  OperationFailed: 96,
  WriteConflict: 112,
  CommandNotSupported: 115,
  DocumentValidationFailure: 121,
  CappedPositionLost: 136,
  InvalidIndexSpecificationOption: 197,
  QueryPlanKilled: 175,
  TransactionTooOld: 225,
  CursorKilled: 237,
  NotSingleValueField: 249,
  NoSuchTransaction: 251,
  TransactionCommitted: 256,
  TransactionTooLarge: 257,
  InvalidResumeToken: 260,
  OperationNotSupportedInTransaction: 263,
  ChangeStreamFatalError: 280,
  ChangeStreamHistoryLost: 286,
  TransactionExceededLifetimeLimitSeconds: 290,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  InterruptedAtShutdown: 11600,
  Interrupted: 11601,
  InterruptedDueToReplStateChange: 11602,
  HostNotFound: 7,
  NetworkTimeout: 89,
  ShutdownInProgress: 91,
  PrimarySteppedDown: 189,
  ExceededTimeLimit: 262,
  SocketException: 9001,
  NotWritablePrimary: 10107,
  NotPrimaryNoSecondaryOk: 13435,
  NotPrimaryOrSecondary: 13436,
  LockTimeout: 24,
  SnapshotUnavailable: 246,
  OutOfDiskSpace: 14031,
} as const;

export type ErrorName = keyof typeof CODES;

const NAMES = new Map<number, string>(Object.entries(CODES).map(([name, code]) => [code, name]));

/** An error as MongoDB answers it: code, name, message, labels and fields of its own (keyPattern, keyValue …). */
export class MongoError extends Error {
  readonly code: number;
  readonly codeName: string;
  readonly labels: string[];
  readonly details: Record<string, unknown>;

  constructor(name: ErrorName | number, message: string, details: Record<string, unknown> = {}, labels: string[] = []) {
    super(message);
    this.code = typeof name === 'number' ? name : CODES[name];
    this.codeName = typeof name === 'number' ? (NAMES.get(name) ?? `Location${name}`) : name;
    this.labels = labels;
    this.details = details;
  }
}

/** Throws for something the engine knowingly does not do, so that no caller takes silence for support. */
export function unsupported(what: string): never {
  throw new MongoError('CommandNotSupported', `${what} is not supported by the embedded database`);
}
