import type { List } from "./useList";
import { ViewBar } from "./ViewBar";

interface Props<T> {
  list: List<T>;
  /** The list's own name: what is shown without any view. */
  title: string;
  /** What filters are called that no column is. */
  words: Readonly<Record<string, string>>;
  /** Filters of a view that this screen cannot show. */
  unshownIn: (filter: Record<string, string>) => string[];
}

/** Which view a list is looked at by. */
export function ListBar<T>({ list, title, words, unshownIn }: Props<T>) {
  const { entity, views, columns, state, base, open } = list;
  const nameOf = (name: string): string => {
    const bare = name.split(".")[0] ?? name;
    return words[bare] ?? columns.all.find((column) => column.id === bare)?.header ?? bare;
  };
  return (
    <ViewBar
      entity={entity}
      title={title}
      all={views.all}
      chosen={views.chosen}
      state={state}
      base={base}
      columns={columns}
      onChoose={open}
      nameOf={nameOf}
      unshown={views.chosen ? unshownIn(views.chosen.filter) : []}
    />
  );
}
