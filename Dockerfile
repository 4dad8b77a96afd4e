# Parley in one image; which process it is, compose.yaml says.
FROM node:22-slim AS front
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY storefront_widget/package.json storefront_widget/
COPY console/package.json console/
RUN npm ci --silent --no-audit --no-fund
COPY storefront_widget storefront_widget
COPY console console
RUN npm run --silent build -w storefront_widget && npm run --silent build -w console

FROM python:3.13-slim
WORKDIR /app
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PARLEY_DATA_DIR=/data PORT=8000
COPY requirements.txt ./
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
COPY --from=front /build/storefront_widget/dist storefront_widget/dist
COPY --from=front /build/console/dist console/dist
RUN useradd --system --uid 10001 parley && mkdir /data && chown parley /data
USER parley
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --start-period=30s CMD \
    ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=5)"]
CMD ["gunicorn", "-c", "gunicorn.conf.py", "wsgi:application"]
