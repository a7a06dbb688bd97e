# The server of Atlantis with the provider and the rolecall command.
FROM ghcr.io/runatlantis/atlantis:v0.36.0
USER root
RUN apk add --no-cache nodejs npm
RUN npm install --global @rolecall/provider
RUN rolecall mirror /opt/rolecall
ENV TF_CLI_CONFIG_FILE=/opt/rolecall/terraform.rc
USER atlantis
