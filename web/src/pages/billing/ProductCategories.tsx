import { ActionIcon, Button, Group, Modal, Select, Text, TextInput } from "@mantine/core";
import { IconPencil, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import { type Category, categories } from "@/api/billing";
import { intentKey } from "@/api/client";
import { showProblem } from "@/app/toasts";
import { EditDialog } from "@/ui/EditDialog";

import { useCategories } from "./catalogs";

function CategoryRow({ category, others }: { category: Category; others: Category[] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [name, setName] = useState<string | null>(null);
  const [removing, setRemoving] = useState(false);
  const [target, setTarget] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ["categories"] });
    void client.invalidateQueries({ queryKey: ["products"] });
  };
  return (
    <li style={{ listStyle: "none", padding: "8px 0", borderTop: "1px solid #eef2f4" }}>
      {name === null ? (
        <Group justify="space-between" wrap="nowrap">
          <span>
            {category.name}{" "}
            <Text span size="xs" c="dimmed">
              {t("product.inCategory", { count: category.products ?? 0 })}
            </Text>
          </span>
          <Group gap={4} wrap="nowrap">
            <ActionIcon aria-label={t("action.editOne", { name: category.name })} onClick={() => setName(category.name)}>
              <IconPencil size={17} stroke={1.7} />
            </ActionIcon>
            <ActionIcon aria-label={t("action.deleteOne", { name: category.name })} onClick={() => setRemoving(true)}>
              <IconTrash size={17} stroke={1.7} />
            </ActionIcon>
          </Group>
        </Group>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void categories
              .read(category.id)
              .then(({ etag }) => categories.change(category.id, etag, { name: name.trim() }))
              .then(() => {
                setName(null);
                refresh();
              })
              .catch(showProblem);
          }}
        >
          <Group wrap="nowrap" gap={8}>
            <TextInput flex={1} aria-label={t("product.category")} autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
            <Button type="submit" disabled={!name.trim()}>
              {t("action.save")}
            </Button>
            <Button variant="default" onClick={() => setName(null)}>
              {t("action.cancel")}
            </Button>
          </Group>
        </form>
      )}
      <EditDialog
        opened={removing}
        title={t("product.deleteCategory", { name: category.name })}
        onClose={() => setRemoving(false)}
        submitLabel={t("action.delete")}
        check={() => {
          const missing = (category.products ?? 0) > 0 && !target;
          setError(missing ? t("form.needed") : null);
          return !missing;
        }}
        knows={(field) => field === "move_to"}
        setErrors={(errors) => setError(errors.move_to ?? null)}
        save={async () => {
          const { etag } = await categories.read(category.id);
          await categories.removeTo(category.id, etag, target);
          refresh();
        }}
      >
        <Select
          label={t("product.moveTo")}
          description={t("product.moveHint", { count: category.products ?? 0 })}
          data={others.map((one) => ({ value: one.id, label: one.name }))}
          value={target}
          onChange={setTarget}
          error={error}
        />
      </EditDialog>
    </li>
  );
}

/** The categories of products: added, renamed, deleted with where to. */
export default function ProductCategories({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const all = useCategories().data?.items ?? [];
  const [name, setName] = useState("");
  return (
    <Modal opened onClose={onClose} title={t("product.categories")} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void categories
            .create({ name: name.trim() }, intentKey())
            .then(() => {
              setName("");
              void client.invalidateQueries({ queryKey: ["categories"] });
            })
            .catch(showProblem);
        }}
      >
        <Group wrap="nowrap" gap={8} mb="sm" align="flex-end">
          <TextInput flex={1} label={t("product.newCategory")} autoComplete="off" value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Button type="submit" disabled={!name.trim()}>
            {t("product.add")}
          </Button>
        </Group>
      </form>
      {!all.length && <Text size="sm" c="dimmed">{t("product.noCategories")}</Text>}
      <ul style={{ margin: 0, padding: 0 }}>
        {all.map((one) => (
          <CategoryRow key={one.id} category={one} others={all.filter((other) => other.id !== one.id)} />
        ))}
      </ul>
    </Modal>
  );
}
