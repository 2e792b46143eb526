import type { Problem } from "./types";

export interface FieldProblem {
  field: string;
  code: string;
  message: string;
}

/** A refusal of the server (its problem+json), or the absence of one: code `offline`. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: FieldProblem[];
  readonly retryAfter: number | null;

  constructor(status: number, problem: Partial<Problem>, retryAfter: number | null = null) {
    super(problem.detail || problem.title || "");
    this.name = "ApiProblem";
    this.status = status;
    this.code = problem.code ?? (status === 0 ? "offline" : `http_${status}`);
    this.fields = (problem.errors ?? []).map((one) => ({
      field: one.field ?? "",
      code: one.code ?? "",
      message: one.message ?? "",
    }));
    this.retryAfter = retryAfter;
  }

  get offline(): boolean {
    return this.status === 0;
  }
}

export function asProblem(error: unknown): ApiProblem {
  if (error instanceof ApiProblem) return error;
  return new ApiProblem(0, { detail: error instanceof Error ? error.message : String(error) });
}

/**
 * The form's field names for the server's: `phones.0.number` and `/phones/0/number` are one.
 * A field that the form does not have goes to `rest`, so that no message is lost.
 */
export function fieldErrors(
  problem: ApiProblem,
  known: (field: string) => boolean,
): { errors: Record<string, string>; rest: string[] } {
  const errors: Record<string, string> = {};
  const rest: string[] = [];
  for (const one of problem.fields) {
    const field = one.field.replace(/^\/|^body\./, "").replace(/[/[]/g, ".").replace(/]/g, "");
    if (known(field)) errors[field] = one.message;
    else rest.push(field ? `${field}: ${one.message}` : one.message);
  }
  return { errors, rest };
}
