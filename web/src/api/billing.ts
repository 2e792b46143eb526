/** The routes and records of billing. */
import { api, authorized, ifMatch, send, sendTagged } from "./client";
import { ApiProblem } from "./problems";
import { collection, type Query } from "./resources";
import type { components } from "./schema";
import type { Tagged } from "./types";

type Schemas = components["schemas"];

export interface Money {
  amount: string;
  currency: string;
}
export type InvoiceState = Schemas["Invoice"]["state"];
export type Invoice = Schemas["Invoice"];
export type InvoiceWrite = Schemas["InvoiceCreate"];
export type Line = Schemas["LineBody"];
export type Amounts = Schemas["AmountsShown"];
export type Product = Schemas["Product"];
export type ProductWrite = Schemas["ProductCreate"];
export type Category = Schemas["ProductCategory"];
export type Tax = Schemas["Tax"];
export type TaxWrite = Schemas["TaxCreate"];
export type Rate = Schemas["ExchangeRate"];
export type RateWrite = Schemas["RateCreate"];
export type Profile = Schemas["CompanyProfileShown"];
export type ProfileWrite = Schemas["CompanyProfileChange"];

const at = (id: string) => ({ invoice_id: id });
const tag = (etag: string): never => ifMatch(etag) as never;

type Act = "issue" | "duplicate";
type Reasoned = "reject" | "reopen";

export const invoices = {
  ...collection<Invoice, InvoiceWrite>("/api/v1/invoices", "invoice_id"),
  totals: (query: Query, signal?: AbortSignal) =>
    send(api.GET("/api/v1/invoices/totals", { params: { query: query as never }, signal })),
  preview: (currency: string, lines: Line[], signal?: AbortSignal) =>
    send(api.POST("/api/v1/invoices/preview", { body: { currency, lines }, signal })),
  act: (id: string, act: Act, etag = "") =>
    sendTagged(
      api.POST(`/api/v1/invoices/{invoice_id}/${act}` as "/api/v1/invoices/{invoice_id}/issue", {
        params: { path: at(id), header: tag(etag) },
      }),
    ) as Promise<Tagged<Invoice>>,
  pay: (id: string, etag: string, paidOn: string | null) =>
    sendTagged(
      api.POST("/api/v1/invoices/{invoice_id}/pay", {
        params: { path: at(id), header: tag(etag) },
        body: { paid_on: paidOn },
      }),
    ) as Promise<Tagged<Invoice>>,
  explain: (id: string, act: Reasoned, etag: string, reason: string) =>
    sendTagged(
      api.POST(`/api/v1/invoices/{invoice_id}/${act}`, {
        params: { path: at(id), header: tag(etag) },
        body: { reason },
      }),
    ) as Promise<Tagged<Invoice>>,
  /** The document: a link could not carry the token, so the bytes are fetched and handed on. */
  pdf: async (id: string): Promise<Blob> => {
    const answer = await authorized(new Request(`${location.origin}/api/v1/invoices/${id}/pdf`));
    if (answer.ok) return answer.blob();
    throw new ApiProblem(answer.status, (await answer.json().catch(() => ({}))) as object);
  },
};

export const products = collection<Product, ProductWrite>("/api/v1/products", "product_id");
export const taxes = collection<Tax, TaxWrite>("/api/v1/taxes", "tax_id");
export const rates = collection<Rate, RateWrite>("/api/v1/exchange-rates", "rate_id");
export const categories = {
  ...collection<Category, { name: string }>("/api/v1/product-categories", "category_id"),
  removeTo: (id: string, etag: string, target: string | null) =>
    send(
      api.DELETE("/api/v1/product-categories/{category_id}", {
        params: {
          path: { category_id: id },
          query: target ? { move_to: target } : {},
          header: tag(etag),
        },
      }),
    ),
};
export const company = {
  read: (signal?: AbortSignal) => send(api.GET("/api/v1/company-profile", { signal })) as Promise<Profile>,
  change: (value: ProfileWrite) =>
    send(api.PATCH("/api/v1/company-profile", { body: value })) as Promise<Profile>,
};

/** An opportunity as an invoice needs it; the client of the whole record is the sales pages'. */
export interface LinkedOpportunity {
  id: string;
  title: string;
}
export const opportunitiesOf = (contactId: string, signal?: AbortSignal) =>
  send(
    api.GET("/api/v1/opportunities" as "/api/v1/invoices", {
      params: { query: { contact_id: contactId, limit: 100 } as never },
      signal,
    }),
  ) as Promise<unknown> as Promise<{ items: LinkedOpportunity[] }>;
