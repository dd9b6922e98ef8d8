# What R makes of the cases in FOLDER: src/assess/agreement_with_r_test.c writes them and compares.
# Usage: Rscript tests/agreement_with_r.R FOLDER
suppressMessages(library(survival))
folder <- commandArgs(TRUE)[1]
read <- function(name) read.csv(file.path(folder, name))
write <- function(table, name)
    write.csv(format(table, digits = 17, trim = TRUE), file.path(folder, name),
              row.names = FALSE, quote = FALSE)

observations <- read("observations.csv") # case, time, event, horizon
steps <- NULL
summaries <- NULL
for (case in unique(observations$case)) {
    data <- observations[observations$case == case, ]
    horizon <- data$horizon[1]
    fit <- survfit(Surv(time, event) ~ 1, data = data, conf.type = "log-log")
    error <- ifelse(fit$surv > 0, fit$surv * fit$std.err, 0)
    steps <- rbind(steps, data.frame(case, time = fit$time, risk = fit$n.risk, event = fit$n.event,
                                     censor = fit$n.censor, survival = fit$surv, error,
                                     low = fit$lower, high = fit$upper))
    at <- summary(fit, times = horizon, extend = TRUE)
    summaries <- rbind(summaries, data.frame(
        case, answered = 1 - at$surv, median = unname(quantile(fit, 0.5)$quantile),
        mean = unname(summary(fit, rmean = horizon)$table["rmean"])))
}
write(steps, "steps.csv")
write(summaries, "summaries.csv")

shapes <- read("shapes.csv") # a, b, p
write(data.frame(quantile = qbeta(shapes$p, shapes$a, shapes$b),
                 half = pbeta(0.5, shapes$a, shapes$b)), "quantiles.csv")

counts <- read("counts.csv") # x, n
intervals <- t(mapply(function(x, n) suppressWarnings(prop.test(x, n, correct = FALSE)$conf.int),
                      counts$x, counts$n))
write(data.frame(low = intervals[, 1], high = intervals[, 2]), "intervals.csv")
