# What the reader writes into gatehand.env of the containers.
sed -i "s/^GATEHAND_GITHUB_APP_ID=.*/GATEHAND_GITHUB_APP_ID=$APP/
  s/^GATEHAND_GITHUB_WEBHOOK_SECRET=.*/GATEHAND_GITHUB_WEBHOOK_SECRET=$(openssl rand -hex 32)/
  s/^GATEHAND_MODEL_PROVIDER=.*/GATEHAND_MODEL_PROVIDER=scripted/
  s/^GATEHAND_DATABASE_PASSWORD=.*/GATEHAND_DATABASE_PASSWORD=$(openssl rand -hex 32)/" gatehand.env
