/** How lint reports, by the name that --format takes. */
import { githubFormat } from './github.js'
import { gitlabFormat } from './gitlab.js'
import { jsonFormat } from './json.js'
import { junitFormat } from './junit.js'
import type { ReportFormat } from './report.js'
import { fromRepository } from './repository-paths.js'
import { sarifFormat } from './sarif.js'
import { textFormat } from './text.js'

/** For a service that shows the repository: it finds no file by a path from anywhere but its root. */
const ofRepository =
  (format: ReportFormat): ReportFormat =>
  (report) =>
    format(fromRepository(report))

export const formats: Readonly<Record<string, ReportFormat>> = {
  text: textFormat,
  json: jsonFormat,
  sarif: ofRepository(sarifFormat),
  github: ofRepository(githubFormat),
  gitlab: ofRepository(gitlabFormat),
  junit: ofRepository(junitFormat),
}
