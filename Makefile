# 明发：make help 列出全部命令
.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python
PORT ?= 8000
export PORT
unexport PYTHONDONTWRITEBYTECODE # tests and `make run` start dozens of programs: what was compiled is kept

# The first Python that is new enough; PYTHON=… chooses another.
PYTHON ?= $(shell for each in python3.11 python3.12 python3.13 python3; do \
	$$each -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$each; exit; }; \
	done; echo python3)

.PHONY: help
help: ## 列出全部命令
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 16

.PHONY: setup
setup: ## 建立 .venv、安装前端文件（锁定文件未变时什么也不做）
	@command -v $(PYTHON) >/dev/null || { echo "找不到 Python，请先安装 Python 3.11 或更高版本。"; exit 1; }
	@$(PYTHON) scripts/setup.py

.PHONY: run
run: setup ## 一条命令跑起来：数据库、演示数据、网页与后台任务（PORT=8000；SITE=portal 只跑门户）
	@exec $(PY) -m config.supervisor

.PHONY: test
test: setup ## 在内置 PostgreSQL 上运行全部测试
	@$(PY) -m pytest -n 3 --dist worksteal $(ARGS)

.PHONY: fuzz
fuzz: setup ## 用损坏的文件考验读取（FILES=2000）
	@MINGFA_FUZZ=$(or $(FILES),2000) $(PY) -m pytest -n 2 tests/documents/docx/test_fuzz.py -q

.PHONY: lint
lint: setup ## 检查代码：ruff、导入方向、类型、迁移、模板
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@.venv/bin/lint-imports
	@$(PY) -m mypy .
	@$(PY) manage.py makemigrations --check --dry-run
	@git ls-files -z '*.html' | xargs -0 -r $(PY) -m djhtml --check

.PHONY: bench
bench: setup ## 与同类系统并排测量，写入 bench/results.json（ARGS="--growth 0,1000000"）
	@$(PY) -m bench $(ARGS)

.PHONY: flows
flows: setup ## 把流程画成图（docs/process/dispatch.svg）
	@$(PY) manage.py draw_flow --output docs/process/dispatch.svg

.PHONY: docs
docs: flows ## 重写由代码生成的文档：流程图、规则清单、错误代码、提醒、时限
	@$(PY) manage.py rules --markdown > docs/process/rules.md
	@$(PY) manage.py errors > docs/process/errors.md
	@$(PY) manage.py notices > docs/process/notices.md
	@$(PY) manage.py clocks > docs/process/clocks.md

.PHONY: pictures
pictures: setup ## 重拍 README 的截图（docs/pictures/，需要 Chromium）
	@$(PY) scripts/pictures.py

.PHONY: paper
paper: setup ## 重拍各种公文格式的版面（docs/pictures/paper-*.png，需要 LibreOffice）
	@$(PY) scripts/paper.py

.PHONY: lock
lock: setup ## 依据 pyproject.toml 与 package.json 重写锁定文件
	@$(PY) scripts/lock.py

.PHONY: clean
clean: ## 删除缓存与收集的静态文件（保留 var/ 里的数据与 .venv）
	@rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache var/static node_modules static/vendor
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
