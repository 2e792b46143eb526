import type { Role } from "@/api/types";

export interface Branch {
  role: Role;
  depth: number;
}

/** The roles as a tree laid flat: each below its superior, siblings by name. */
export function branches(roles: readonly Role[]): Branch[] {
  const known = new Set(roles.map((one) => one.id));
  const below = new Map<string | null, Role[]>();
  for (const role of roles) {
    const parent = role.parent_id && known.has(role.parent_id) ? role.parent_id : null;
    below.set(parent, [...(below.get(parent) ?? []), role]);
  }
  const flat: Branch[] = [];
  const walk = (parent: string | null, depth: number) => {
    const here = (below.get(parent) ?? []).sort((one, other) => one.name.localeCompare(other.name));
    for (const role of here) {
      flat.push({ role, depth });
      walk(role.id, depth + 1);
    }
  };
  walk(null, 0);
  return flat;
}

/** A role and all below it: none of them can become its superior. */
export function subtree(roles: readonly Role[], id: string): Set<string> {
  const found = new Set([id]);
  for (let grown = true; grown; ) {
    grown = false;
    for (const role of roles)
      if (role.parent_id && found.has(role.parent_id) && !found.has(role.id)) {
        found.add(role.id);
        grown = true;
      }
  }
  return found;
}
